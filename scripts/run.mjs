/**
 * Runs one of the project's commands: `node scripts/run.mjs NAME [ARGUMENTS]` runs `main` of scripts/NAME.ts. Before that it
 * installs what the lock file names when that is newer than what is installed, so that a fresh clone, or one that was just
 * updated, needs no other step. Plain JavaScript without dependencies, since nothing may be installed yet.
 */
import { spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '..');
const [name, ...commandArguments] = process.argv.slice(2);

if (installedAt() < modifiedAt('package-lock.json')) {
  console.error('What is installed is older than package-lock.json: running npm ci, which takes about half a minute.');
  // What the command itself prints may be read by a program, so npm's words go to standard error.
  const { status } = spawnSync('npm', ['ci', '--no-audit', '--no-fund'], {
    cwd: root,
    stdio: ['ignore', 2, 2],
    shell: process.platform === 'win32',
  });
  if (status !== 0) {
    console.error('npm ci failed: see above. Mend that, then run the same command again.');
    process.exit(status ?? 1);
  }
}

const { register } = await import('tsx/esm/api');
register();
const { main } = await import(`./${name}.ts`);
process.exitCode = await main(commandArguments);

/** Milliseconds since 1970, or 0 when nothing, or not all, is installed: npm writes this file last. */
function installedAt() {
  return modifiedAt('node_modules/.package-lock.json');
}

/** @param {string} file */
function modifiedAt(file) {
  return statSync(path.join(root, file), { throwIfNoEntry: false })?.mtimeMs ?? 0;
}
