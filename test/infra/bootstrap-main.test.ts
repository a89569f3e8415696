import { execFile } from 'node:child_process';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect } from 'chai';
import { prepareProgram } from '../../scripts/build/prepare-program.ts';
import { temporaryDirectory } from '../support/temporary-directory.ts';

interface Manifest {
  stacks: Record<string, { annotations: { message: string }[] }>;
}

function writeConfiguration(file: string, accounts: object[]): Promise<void> {
  const environments = JSON.stringify([{ project: 'thumbnails', name: 'dev', region: 'eu-west-1' }]);
  return writeFile(
    file,
    `export const environments = ${environments};\nexport const accounts = ${JSON.stringify(accounts)};\n`,
  );
}

describe('infra/bootstrap-main.ts', () => {
  let directory: string;
  beforeEach(async () => {
    directory = await temporaryDirectory();
  });

  const run = async (accounts: object[], variables: Record<string, string> = {}) => {
    const configuration = join(directory, 'environments.ts');
    await writeConfiguration(configuration, accounts);
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
    repository: 'octo-org@123456/photos@456789',
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

  /** Runs it in a project whose infra/environments.ts has the account, and returns the manifest that it writes. */
  async function runInProject(accounts: object[]): Promise<Manifest> {
    await mkdir(join(directory, 'infra'));
    await writeConfiguration(join(directory, 'infra', 'environments.ts'), accounts);
    const { ENVIRONMENTS_FILE: _, ...env } = process.env;
    const options = { cwd: directory, env: { ...env, CDKTF_OUTDIR: join(directory, 'out') } };
    await promisify(execFile)(process.execPath, [await prepareProgram('infra/bootstrap-main.ts')], options);
    return JSON.parse(await readFile(join(directory, 'out', 'manifest.json'), 'utf8'));
  }

  it("reads the user's infra/environments.ts unless a variable names another file", async () => {
    expect(Object.keys((await runInProject([account])).stacks)).to.deep.equal(['bootstrap-main']);
  });

  it('warns of a state that is still in a file of the project', async () => {
    const file = 'terraform.bootstrap-main.tfstate';
    await writeFile(join(directory, file), JSON.stringify({ resources: [{ type: 'aws_s3_bucket' }] }));
    const remoteState = { bucket: 'states', region: 'eu-west-1' };
    const { stacks } = await runInProject([{ ...account, remoteState }]);
    const [warning, ...others] = stacks['bootstrap-main']?.annotations ?? [];
    expect(warning?.message).to.contain(file);
    expect(others).to.deep.equal([]);
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
