import { expect } from 'chai';
import { soak } from '../../../../scripts/trials/soak/soak.ts';
import { expectError } from '../../../support/expect-error.ts';
import { stackVariant } from '../../../support/stack-variant.ts';
import { renamedStack } from '../renamed-stack.ts';

const options = { seed: 20_261_124, onProgress: () => {}, signal: new AbortController().signal };

describe('soak', () => {
  it('ends with every key in agreement, whatever happened on the way, and whatever the stack is called', async () => {
    const progress: number[] = [];
    const { faults, missing, outcomes, lost, wrong, left } = await soak({
      ...options,
      stackDirectory: await renamedStack(),
      events: 150,
      onProgress: (done) => progress.push(done),
    });

    expect({ lost: [...lost], wrong: [...wrong], left }).to.deep.equal({ lost: [], wrong: [], left: 0 });
    expect(progress.at(-1)).to.equal(150);
    expect(missing).to.deep.equal([]);
    expect([...faults.keys()]).to.include.members([
      'S3 answers 500',
      'S3 answers 503',
      'S3 does it, but the answer is lost',
      'S3 is slow',
      'a body ends too soon',
      'a byte of a body is changed',
      'a process is killed',
      'an event arrives late',
      'an event arrives twice',
    ]);
    expect([...outcomes.keys()]).to.include.members(['created', 'removed', 'rejected']);
  });

  it('refuses a stack whose function makes no thumbnails, since everything would agree', async () => {
    const events = 'resource.aws_s3_bucket_notification.uploads.lambda_function.0.events';
    const stackDirectory = await stackVariant(events, ['s3:ObjectRemoved:*']);

    const { message } = await expectError(Error, undefined, () => soak({ ...options, stackDirectory, events: 1 }));

    expect(message).to.equal('Without faults, reference-0 got 0 thumbnails, expected at least 1.');
  });
});
