import { spawnSync } from 'node:child_process';
import { chmod, copyFile, mkdir, symlink, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect } from 'chai';
import { temporaryDirectory } from '../support/temporary-directory.ts';

const root = path.resolve(import.meta.dirname, '..', '..');

/** In place of npm: says what it was called with, and installs by making the file that npm makes last. */
const npm = `#!/bin/sh
echo "npm $*"
[ -e fails ] && exit 7
echo {} > node_modules/.package-lock.json
`;

const command = `
export async function main(args: string[]): Promise<number> {
  process.stdout.write(JSON.stringify(args));
  return 3;
}
`;

describe('run.mjs', () => {
  let project: string;
  const within = (...parts: string[]) => path.join(project, ...parts);
  const run = () =>
    spawnSync(process.execPath, ['scripts/run.mjs', 'greet', '--json', 'a b'], {
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
    for (const folder of ['bin', 'scripts/commands', 'functions', 'infra', 'node_modules'])
      await mkdir(within(folder), { recursive: true });
    await writeFile(within('bin', 'npm'), npm);
    await chmod(within('bin', 'npm'), 0o755);
    await copyFile(path.join(root, 'scripts', 'run.mjs'), within('scripts', 'run.mjs'));
    await writeFile(within('scripts', 'commands', 'greet.ts'), command);
    await writeFile(within('package.json'), '{"type":"module"}');
    await writeFile(within('package-lock.json'), '{}');
    await symlink(path.join(root, 'node_modules', 'esbuild'), within('node_modules', 'esbuild'));
  });

  it('runs the command with its arguments, and ends with its exit code', async () => {
    await installedSecondsAfterLock(1);

    expect(run()).to.include({ stdout: '["--json","a b"]', stderr: '', status: 3 });
  });

  it('installs first when nothing is installed, and says so on standard error alone', async () => {
    const { stdout, stderr, status } = run();

    expect(stderr).to.contain('running npm ci').and.to.contain('npm ci --no-audit --no-fund');
    expect({ stdout, status }).to.deep.equal({ stdout: '["--json","a b"]', status: 3 });
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
