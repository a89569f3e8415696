import { expect } from 'chai';
import { soak } from '../../../../scripts/trials/soak/soak.ts';

describe('soak', () => {
  it('ends with every key in agreement, whatever went wrong on the way', async () => {
    const progress: number[] = [];
    const { faults, outcomes, lost, wrong, left } = await soak({
      events: 500,
      seed: 20_261_124,
      onProgress: (done) => progress.push(done),
      signal: new AbortController().signal,
    });

    expect({ lost: [...lost], wrong: [...wrong], left }).to.deep.equal({ lost: [], wrong: [], left: 0 });
    expect(progress.at(-1)).to.equal(500);
    // Nothing was tried if nothing of this had happened.
    expect([...faults.keys()]).to.include.members([
      'S3 answers 500',
      'S3 answers 503',
      'S3 does it, and the answer is lost',
      'S3 takes its time',
      'a body ends too soon',
      'a byte of a body is another',
      'a process is killed',
      'an event comes late',
      'an event comes twice',
    ]);
    expect([...outcomes.keys()]).to.include.members(['created', 'removed', 'rejected']);
  });
});
