import { execFile } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { cp, readdir, readFile, rm, symlink, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { expect } from 'chai';
import { root } from '../../scripts/cli/project-root.ts';
import { temporaryDirectory } from '../support/temporary-directory.ts';

const run = promisify(execFile);

/** Everything that docs/deploying.md and docs/settings.md tell a user to fill in: no name and no region is as it was. */
const customized = `
import type { AccountInput } from './bootstrap/account-settings.ts';
import type { EnvironmentSettings } from './settings.ts';

const shared = { project: 'gallery', region: 'us-west-2', tags: { owner: "web" } };

export const environments: EnvironmentSettings[] = [
  { ...shared, name: 'staging', reservedConcurrency: 'unreserved' },
  {
    ...shared, name: 'live', encryption: 'arn:aws:kms:us-west-2:210987654321:key/1234abcd',
    sourceBucket: { existing: 'photos' }, permissionsBoundary: 'arn:aws:iam::210987654321:policy/company',
    remoteState: { bucket: 'company-states', region: 'us-east-1' },
  },
  { ...shared, name: 'archive', protect: true },
];

export const accounts: AccountInput[] = [
  { name: 'test', id: '210987654322', region: 'us-west-2', repository: 'octo-org@1/gallery@2', environments: ['staging'] },
  { name: 'company', id: '210987654321', region: 'us-east-1', repository: 'octo-org@1/gallery@2', environments: ['live'] },
];
`;

/** Copies all that git has of the project, and what is installed. */
async function copyProject(): Promise<string> {
  const copy = await temporaryDirectory();
  const ignored = ['.git', '.local', 'node_modules', 'dist', 'cdktf.out', 'cdktf.out.hcl'];
  for (const name of await readdir(root)) {
    if (ignored.includes(name)) continue;
    await cp(path.join(root, name), path.join(copy, name), { recursive: true });
  }
  // A snapshot is the user's, too.
  await rm(path.join(copy, 'infra', 'snapshot'), { recursive: true, force: true });
  await symlink(path.join(root, 'node_modules'), path.join(copy, 'node_modules'), 'junction');
  return copy;
}

describe("infra/environments.ts, the user's configuration", () => {
  let copy: string;
  const userFile = () => path.join(copy, 'infra', 'environments.ts');
  const npmRun = async (args: string[], variables: Record<string, string> = {}) => {
    const { ENVIRONMENTS_FILE: _, ...env } = process.env;
    // Older than what is installed, which the copy shares: no command may install anything.
    await utimes(path.join(copy, 'package-lock.json'), 0, 0);
    return (await run(process.execPath, ['scripts/run.mjs', ...args], { cwd: copy, env: { ...env, ...variables } }))
      .stdout;
  };
  /** The output of `npm run check -- --update`. */
  let checked: string;
  before(async () => {
    copy = await copyProject();
    await writeFile(userFile(), customized);
    checked = await npmRun(['check', '--update']);
  });

  it('can be customized, and is what npm run check and npm run deployments read', async () => {
    expect(checked).to.include('staging (us-west-2): deployed by GitHub Actions\n');
    expect(checked).to.include('archive (us-west-2): deployed by hand\n');
    expect(checked).to.include(
      'thumbnails-staging, thumbnails-live, thumbnails-archive, bootstrap-test, bootstrap-company: every policy holds.',
    );
    const names = JSON.parse(await npmRun(['deployments'])).map(({ name }: { name: string }) => name);
    expect(names).to.deep.equal(['staging', 'live']);
  });

  it('is what npm run bootstrap reads', async () => {
    // Any program stands in for Terraform, which would create what cdktf has synthesized.
    const withoutTerraform = npmRun(['bootstrap', 'bootstrap-company'], { TERRAFORM_BINARY_NAME: 'false' });
    const failure = await withoutTerraform.catch((error) => error);
    expect(await readdir(path.join(copy, 'cdktf.out', 'bootstrap', 'stacks')), failure.stderr).to.deep.equal([
      'bootstrap-company',
      'bootstrap-test',
    ]);
  });

  it('is imported by nothing but a path that the variable replaces', () => {
    const files = ['client', 'functions', 'infra', 'scripts', 'test'].flatMap((directory) =>
      readdirSync(path.join(root, directory), { recursive: true, encoding: 'utf8' })
        .filter((file) => /\.(ts|mjs|js)$/.test(file))
        .map((file) => path.join(directory, file)),
    );
    expect(files).to.include(path.normalize('scripts/build/configuration-file.ts'));
    const imports = /(?:from|import)[ (]*['"](\.[^'"]*)['"]/g;
    const importing = files.filter((file) =>
      [...readFileSync(path.join(root, file), 'utf8').matchAll(imports)].some(
        ([, imported = '']) => path.join(path.dirname(file), imported) === path.normalize('infra/environments.ts'),
      ),
    );
    expect(importing).to.deep.equal([]);
  });

  it('is read by no test: those that could are green, even if it throws', async () => {
    await writeFile(userFile(), "throw new Error('a test reads this file');\n");
    const names = ['deployments', 'load-configuration', 'main'];
    const tests = [
      ...names.map((name) => `test/infra/${name}.test.ts`),
      ...[
        'test/github/workflows.test.ts',
        'test/github/{actions,workflows}/*.test.ts',
        'test/scripts/build/hcl-snapshot.test.ts',
      ],
    ];
    const mocha = run(process.execPath, ['node_modules/mocha/bin/mocha.js', ...tests], { cwd: copy });
    const { stdout, stderr } = await mocha.catch((failure: { stdout: string; stderr: string }) => failure);
    expect(stdout, stderr).to.match(/\n\d{2,} passed, 0 failed, 0 skipped\n$/);
    await writeFile(userFile(), customized);
  });

  it('stays as it is when a newer version of the project is merged, which changes every other file', async function () {
    const git = (...args: string[]) => {
      const identity = ['-c', 'user.name=user', '-c', 'user.email=user@example.com', '-c', 'commit.gpgsign=false'];
      return run('git', [...identity, ...args], { cwd: copy });
    };
    const commit = async (message: string) => {
      await git('add', '--all', '.', ':!node_modules');
      await git('commit', '--quiet', '--message', message);
    };
    await cp(path.join(root, 'infra', 'environments.ts'), userFile());
    await git('init', '--quiet', '--initial-branch', 'main').catch(() => this.skip());
    const [snapshot, aside] = [path.join(copy, 'infra', 'snapshot'), await temporaryDirectory()];
    await cp(snapshot, aside, { recursive: true });
    await rm(snapshot, { recursive: true });
    await commit('The project');

    await git('checkout', '--quiet', '-b', 'newer');
    const files = (await git('ls-files', '-z')).stdout.split('\0').filter((file) => file !== '');
    expect(files).to.include.members(['infra/environments.ts', '.github/workflows/deploy.yml']);
    for (const file of files.filter((file) => file !== 'infra/environments.ts')) {
      await writeFile(path.join(copy, file), `changed\n${await readFile(path.join(copy, file), 'latin1')}`, 'latin1');
    }
    await commit('A newer version');

    await git('checkout', '--quiet', 'main');
    await writeFile(userFile(), customized);
    await cp(aside, snapshot, { recursive: true });
    await commit('Ours');
    expect((await git('diff', '--name-only', 'HEAD~1')).stdout.split('\n')).to.include('infra/environments.ts');

    await git('merge', '--quiet', 'newer');
    expect(await readFile(userFile(), 'utf8')).to.equal(customized);
    expect(await readFile(path.join(copy, '.github/workflows/deploy.yml'), 'utf8')).to.match(/^changed\n/);
  });
});
