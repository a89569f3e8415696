import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect } from 'chai';
import { preparePackage } from '../../scripts/build/prepare-package.ts';
import { synthesize } from '../../scripts/build/synthesize.ts';
import { temporaryDirectory } from '../support/temporary-directory.ts';
import { isTerraformInstalled, startTerraform, type Terraform } from '../support/terraform/terraform.ts';

describe('cdktf deploy', () => {
  let terraform: Terraform;
  let directory: string;
  before(async function () {
    if (!(await isTerraformInstalled())) this.skip();
    await preparePackage();
    directory = await temporaryDirectory();
    terraform = await startTerraform();
  });
  after(() => terraform?.stop());

  /** Locking the provider's version would need the registry. */
  const deploy = (...options: string[]) =>
    terraform.runCdktf(
      ...['deploy', 'thumbnails-dev', '--auto-approve', '--skip-provider-lock'],
      ...['--output', path.join(directory, 'cdktf.out'), ...options],
    );

  it('deploys what was synthesized and planned, on this version of Node.js, and finds nothing to change afterwards', async () => {
    const [stack = ''] = await synthesize({ outputDirectory: path.join(directory, 'cdktf.out'), hcl: false });
    for (const args of [['init'], ['plan', '-lock=false', '-out=plan.tfplan']]) {
      expect(await terraform.run(stack, ...args)).to.include({ code: 0 });
    }

    // The workflow calls it like this. Synthesizing again would fail.
    const first = await deploy('--skip-synth', '--app', 'false');
    expect(first.code, first.stdout + first.stderr).to.equal(0);
    const state = await readFile(path.join(directory, 'terraform.thumbnails-dev.tfstate'), 'utf8');
    expect(JSON.parse(state).outputs.function_name.value).to.equal('thumbnails-dev-thumbnail');

    // People call it like this: it synthesizes.
    const second = await deploy();
    expect(second.stdout).to.contain('No changes');
  });
});
