import { execFile } from 'node:child_process';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect } from 'chai';
import { prepareProgram } from '../../scripts/build/prepare-program.ts';
import { temporaryDirectory } from '../support/temporary-directory.ts';

describe('infra/bootstrap-main.ts', () => {
  let directory: string;
  beforeEach(async () => {
    directory = await temporaryDirectory();
  });

  const run = async (accounts: object[], variables: Record<string, string> = {}) => {
    const configuration = join(directory, 'environments.ts');
    const environments = "[{ project: 'thumbnails', name: 'dev', region: 'eu-west-1' }]";
    await writeFile(
      configuration,
      `export const environments = ${environments};\nexport const accounts = ${JSON.stringify(accounts)};\n`,
    );
    const env = {
      ...process.env,
      CDKTF_OUTDIR: join(directory, 'out', 'bootstrap'),
      ENVIRONMENTS_FILE: configuration,
      ...variables,
    };
    return promisify(execFile)(process.execPath, [await prepareProgram('infra/bootstrap-main.ts')], { env });
  };
  const account = {
    name: 'main',
    id: '123456789012',
    region: 'eu-west-1',
    repository: 'octo-org/photos',
    environments: ['dev'],
  };
  const failureWith = (accounts: object[]) =>
    run(accounts).then(
      () => expect.fail('it succeeded'),
      (error: { code: number; stderr: string }) => error,
    );

  it('writes a stack for each account, also where no output directory exists yet', async () => {
    await run([account]);
    expect(await readdir(join(directory, 'out', 'bootstrap', 'stacks'))).to.deep.equal(['bootstrap-main']);
  });

  it("reads the user's infra/environments.ts unless a variable names another file, as a bundle in dist/, too", async () => {
    const project = join(directory, 'project');
    await mkdir(join(project, 'infra'), { recursive: true });
    const environments = [{ project: 'thumbnails', name: 'dev', region: 'eu-west-1' }];
    await writeFile(
      join(project, 'infra', 'environments.ts'),
      `export const environments = ${JSON.stringify(environments)};\nexport const accounts = ${JSON.stringify([account])};\n`,
    );
    const { ENVIRONMENTS_FILE: _, ...env } = process.env;
    const options = { cwd: project, env: { ...env, CDKTF_OUTDIR: join(directory, 'out') } };
    await promisify(execFile)(process.execPath, [await prepareProgram('infra/bootstrap-main.ts')], options);
    expect(await readdir(join(directory, 'out', 'stacks'))).to.deep.equal(['bootstrap-main']);
  });

  it('describes an example in place of the missing account where it is only read', async () => {
    await run([], { EXAMPLE_ACCOUNT: 'true' });
    expect(await readdir(join(directory, 'out', 'bootstrap', 'stacks'))).to.deep.equal(['bootstrap-main']);
  });

  it('trusts nobody until an account is added, and says so without a stack trace', async () => {
    const { code, stderr } = await failureWith([]);
    expect(code).to.equal(1);
    expect(stderr).to.match(/^infra\/environments\.ts has no account; expected at least one in `accounts`\./);
    expect(stderr).not.to.include('    at ');
  });

  it('trusts nobody until the repository is filled in, and says so without a stack trace', async () => {
    const { code, stderr } = await failureWith([{ ...account, repository: 'OWNER/REPOSITORY' }]);
    expect(code).to.equal(1);
    expect(stderr).to.match(/accounts\[0\]\.repository: got "OWNER\/REPOSITORY", expected your repository/);
    expect(stderr).not.to.include('    at ');
  });
});
