import { spawnSync } from 'node:child_process';
import { chmod, copyFile, mkdir, symlink, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect } from 'chai';
import { temporaryDirectory } from '../support/temporary-directory.ts';

const root = path.resolve(import.meta.dirname, '..', '..');

/** Stands in for npm: prints its arguments, and installs by writing the file that npm writes last. */
const npm = `#!/bin/sh
echo "npm $*"
[ -e fails ] && exit 7
echo {} > node_modules/.package-lock.json
`;

const command = `export const command: string = 'hello';`;

/** Stands in for the runner: prints what it was given. */
const runner = `
export async function runCommand(command: string, args: string[]): Promise<number> {
  process.stdout.write(JSON.stringify([command, ...args]));
  return 3;
}
`;

describe('run.mjs', () => {
  let project: string;
  const within = (...parts: string[]) => path.join(project, ...parts);
  const run = (name = 'greet') =>
    spawnSync(process.execPath, ['scripts/run.mjs', name, '--json', 'a b'], {
      cwd: project,
      encoding: 'utf8',
      env: { ...process.env, PATH: `${within('bin')}${path.delimiter}${process.env['PATH']}` },
    });
  const installedSecondsAfterLock = async (seconds: number) => {
    await writeFile(within('node_modules', '.package-lock.json'), '{}');
    const now = Date.now() / 1000;
    await utimes(within('package-lock.json'), now, now);
    await utimes(within('node_modules', '.package-lock.json'), now, now + seconds);
  };

  beforeEach(async () => {
    project = await temporaryDirectory();
    for (const directory of [
      'bin',
      'scripts/build',
      'scripts/commands',
      'scripts/cli',
      'functions',
      'infra',
      'node_modules',
    ])
      await mkdir(within(directory), { recursive: true });
    await writeFile(within('bin', 'npm'), npm);
    await chmod(within('bin', 'npm'), 0o755);
    const needed = ['run.mjs', 'build/entries-below.mjs', 'build/program-bundle.mjs', 'build/light-http.mjs'];
    for (const name of needed) {
      const file = path.join('scripts', name);
      await copyFile(path.join(root, file), within(file));
    }
    await writeFile(within('scripts', 'commands', 'greet.ts'), command);
    await writeFile(within('scripts', 'cli', 'run-command.ts'), runner);
    await writeFile(within('package.json'), '{"type":"module","engines":{"node":">=20.19"}}');
    await writeFile(within('package-lock.json'), '{}');
    await symlink(path.join(root, 'node_modules', 'esbuild'), within('node_modules', 'esbuild'));
  });

  it('runs the command with its arguments, and exits with its exit code', async () => {
    await installedSecondsAfterLock(1);

    expect(run()).to.include({ stdout: '["hello","--json","a b"]', stderr: '', status: 3 });
  });

  it('runs what the command imports while it runs', async () => {
    await installedSecondsAfterLock(1);
    await writeFile(within('scripts', 'cli', 'word.ts'), `export const word = 'later';`);
    const importing = `export const command = (await import('../cli/word.ts')).word;`;
    await writeFile(within('scripts', 'commands', 'greet.ts'), importing);

    expect(run()).to.include({ stdout: '["later","--json","a b"]', stderr: '', status: 3 });
  });

  for (const name of ['wrap-hcl', '../cli/run-command', '', 'greet.ts']) {
    it(`names ${JSON.stringify(name)} as no command, says how to list them, and exits with 2`, async () => {
      await installedSecondsAfterLock(1);

      const { stdout, stderr, status } = run(name);

      expect({ stdout, status }).to.deep.equal({ stdout: '', status: 2 });
      expect(stderr).to.equal(`There is no command ${JSON.stringify(name)}. To list all commands: npm run help\n`);
    });
  }

  it('says that Node.js is too old, and which version is needed, before anything else', async () => {
    await writeFile(within('package.json'), '{"type":"module","engines":{"node":">=99.3"}}');

    const { stdout, stderr, status } = run();

    expect({ stdout, status }).to.deep.equal({ stdout: '', status: 1 });
    expect(stderr).to.equal(`This is Node.js ${process.versions.node}, expected 99.3 or later: https://nodejs.org\n`);
  });

  it('says where a command has a syntax error, without a stack trace', async () => {
    await installedSecondsAfterLock(1);
    await writeFile(within('scripts', 'commands', 'greet.ts'), 'export const command = ;');

    const { stdout, stderr, status } = run();

    expect({ stdout, status }).to.deep.equal({ stdout: '', status: 1 });
    expect(stderr).to.contain('scripts/commands/greet.ts:1:23').and.not.to.contain('    at ');
  });

  it('installs first when nothing is installed, and says so on standard error alone', async () => {
    const { stdout, stderr, status } = run();

    expect(stderr).to.match(/^Installing dependencies \(npm ci\).*\nnpm ci --no-audit --no-fund\n$/);
    expect({ stdout, status }).to.deep.equal({ stdout: '["hello","--json","a b"]', status: 3 });
  });

  it('installs when the lock file is newer than what is installed, and then not again', async () => {
    await installedSecondsAfterLock(-1);

    expect(run().stderr).to.contain('npm ci');
    expect(run().stderr).to.equal('');
  });

  it('ends with the exit code of an install that fails, and does not run the command', async () => {
    await writeFile(within('fails'), '');

    const { stdout, stderr, status } = run();

    expect(stderr).to.contain('npm ci failed');
    expect({ stdout, status }).to.deep.equal({ stdout: '', status: 7 });
  });
});
