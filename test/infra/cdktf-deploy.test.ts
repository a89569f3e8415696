import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect } from 'chai';
import { prepareStack } from '../../scripts/build/prepare-stack.ts';
import { temporaryDirectory } from '../support/temporary-directory.ts';
import { isTerraformInstalled, startTerraform, type Terraform } from '../support/terraform/terraform.ts';

describe('cdktf deploy', () => {
  let terraform: Terraform;
  let directory: string;
  before(async function () {
    if (!(await isTerraformInstalled())) this.skip();
    await prepareStack();
    directory = await temporaryDirectory();
    terraform = await startTerraform();
  });
  after(() => terraform?.stop());

  /** The workflow's command without locking the provider's version, which needs the registry. */
  const deploy = () =>
    terraform.runCdktf(
      ...['deploy', 'thumbnails-dev', '--auto-approve', '--skip-provider-lock'],
      ...['--output', path.join(directory, 'cdktf.out')],
    );

  it('deploys an environment on this version of Node.js, and finds nothing to change afterwards', async () => {
    const first = await deploy();
    expect(first.code, first.stdout + first.stderr).to.equal(0);
    const state = await readFile(path.join(directory, 'terraform.thumbnails-dev.tfstate'), 'utf8');
    expect(JSON.parse(state).outputs.function_name.value).to.equal('thumbnails-dev-thumbnail');

    const second = await deploy();
    expect(second.stdout).to.contain('No changes');
  });
});
