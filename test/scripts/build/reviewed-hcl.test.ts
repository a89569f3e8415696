import { readdir, readFile } from 'node:fs/promises';
import { expect } from 'chai';
import { accounts, environments } from '../../../scripts/build/example-environments.ts';
import { emittedHcl, reviewedFile } from '../../../scripts/build/reviewed-hcl.ts';
import { isTerraformInstalled } from '../../support/terraform/terraform.ts';

const stacks = [
  ...environments.map(({ name }) => `thumbnails-${name}`),
  ...accounts.map(({ name }) => `bootstrap-${name}`),
];
const advice = 'run `npm run synth:update`, and look at what it changes before you commit it';

describe('the copy of the HCL that reviewers see', function () {
  this.timeout(20_000);

  let emitted: Map<string, string>;

  before(async function () {
    if (!(await isTerraformInstalled())) this.skip();
    emitted = await emittedHcl();
  });

  it('is there of every environment and of the bootstrap, and of nothing else', async () => {
    expect([...emitted.keys()]).to.have.members([...stacks]);
    expect(await readdir(new URL('../../fixtures/hcl', import.meta.url)), advice).to.have.members([...emitted.keys()]);
  });

  for (const stack of stacks) {
    it(`is what is emitted for ${stack}`, async () => {
      const kept = await readFile(reviewedFile(stack), 'utf8').catch(() => '');
      expect(emitted.get(stack), advice).to.equal(kept);
    });
  }
});
