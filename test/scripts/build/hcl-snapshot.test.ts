import { expect } from 'chai';
import { emitHcl, exampleSnapshot, readSnapshot } from '../../../scripts/build/hcl-snapshot.ts';

const advice = 'run `npm run synth:update`, and look at what it changes before you commit it';

describe('the snapshot of the example configuration', () => {
  let emitted: ReadonlyMap<string, string>;
  let kept: ReadonlyMap<string, string> | undefined;
  before(async () => {
    emitted = await emitHcl(exampleSnapshot.configuration);
    kept = await readSnapshot(exampleSnapshot);
  });

  it('has the richer environment and the bootstrap, and nothing else', () => {
    expect([...emitted.keys()]).to.have.members(['thumbnails-dev', 'thumbnails-prod', 'bootstrap-main']);
    expect([...(kept?.keys() ?? [])], advice).to.have.members(['thumbnails-prod', 'bootstrap-main']);
  });

  for (const stack of ['thumbnails-prod', 'bootstrap-main']) {
    it(`is what is emitted for ${stack}`, () => {
      expect(emitted.get(stack), advice).to.equal(kept?.get(stack));
    });
  }
});
