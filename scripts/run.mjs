/**
 * Runs a command: `node scripts/run.mjs NAME [ARGUMENTS]` runs scripts/commands/NAME.ts. Before that it installs the dependencies,
 * unless they are those of the lock file, and bundles the command, unless the bundle is current: Node.js 20 reads no TypeScript,
 * and a few files start in half the time of a hundred.
 *
 * This file has to be valid in old versions of Node.js, so that they get as far as the sentence that says they are too old.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { entriesBelow } from './build/entries-below.mjs';

// The command stops when npm ends this process's parent: see cli/on-interruption.ts.
const parent = process.ppid;
const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const [name = '', ...commandArguments] = process.argv.slice(2);

requireNode();
requireCommand();
// npm writes this file last: without it, the dependencies are not, or not all, installed.
if (modifiedAt('node_modules/.package-lock.json') < modifiedAt('package-lock.json')) install();
const bundle = `dist/commands/${name}.mjs`;
if (modifiedAt(bundle) < newestOf(['package-lock.json', 'scripts', 'functions', 'infra'])) await makeBundle();

// The AWS SDK would warn of old versions of Node.js, but the function is deployed with a new one.
process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] ??= 'true';

const { command, runCommand } = await import(pathToFileURL(path.join(root, bundle)).href);
const exitCode = await runCommand(command, commandArguments, parent);
// Work of an interrupted command may still be running, and nobody needs it any more.
if (exitCode > 128) process.exit(exitCode);
process.exitCode = exitCode;

function requireNode() {
  const { engines } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
  const [major = 0, minor = 0] = engines.node.replace('>=', '').split('.').map(Number);
  const [ownMajor = 0, ownMinor = 0] = process.versions.node.split('.').map(Number);
  if (ownMajor > major || (ownMajor === major && ownMinor >= minor)) return;
  console.error(`This is Node.js ${process.versions.node}, expected ${major}.${minor} or later: https://nodejs.org`);
  process.exit(1);
}

function requireCommand() {
  if (readdirSync(path.join(root, 'scripts', 'commands')).includes(`${name}.ts`)) return;
  console.error(`There is no command ${JSON.stringify(name)}. To list all commands: npm run help`);
  process.exit(2);
}

function install() {
  console.error('Installing dependencies (npm ci), which takes about a minute, longer on a busy machine.');
  // A program may read the output of the command, so npm writes to standard error.
  const { status } = spawnSync('npm', ['ci', '--no-audit', '--no-fund'], {
    cwd: root,
    stdio: ['ignore', 2, 2],
    shell: process.platform === 'win32',
  });
  if (status === 0) return;
  console.error('npm ci failed, as shown above. Fix that, then run the same command again.');
  process.exit(status ?? 1);
}

async function makeBundle() {
  const [{ build }, { programBundle }] = await Promise.all([import('esbuild'), import('./build/program-bundle.mjs')]);
  const built = await build({
    ...programBundle,
    absWorkingDir: root,
    stdin: {
      contents: `export { command } from './commands/${name}.ts'; export { runCommand } from './cli/run-command.ts';`,
      resolveDir: path.join(root, 'scripts'),
    },
    outdir: path.dirname(bundle),
    entryNames: name,
    outExtension: { '.js': '.mjs' },
    // Dynamic imports get files of their own, each named by the hash of its content.
    splitting: true,
    write: false,
    // These find their own files by their location.
    external: ['@cdktf/hcl-tools', 'esbuild', 'sharp', 'tsup', 'tsx'],
    logLevel: 'warning',
  }).catch(() => undefined);
  // esbuild has printed the file, the line and the problem.
  if (!built) process.exit(1);
  mkdirSync(path.join(root, path.dirname(bundle)), { recursive: true });
  const isEntry = (/** @type {{ path: string }} */ file) => file.path === path.join(root, bundle);
  // The entry comes last, since it imports the others.
  for (const file of built.outputFiles.sort((a, b) => Number(isEntry(a)) - Number(isEntry(b)))) {
    // Written aside, then renamed: another process may be reading it.
    const aside = `${file.path}.${process.pid}`;
    writeFileSync(aside, file.contents);
    renameSync(aside, file.path);
  }
}

/**
 * Milliseconds since 1970 at which the newest of the files, and of what is in the directories, was modified.
 *
 * @param {string[]} paths
 */
function newestOf(paths) {
  const entries = paths.flatMap((each) => entriesBelow(path.join(root, each)));
  return Math.max(...entries.map((entry) => modifiedAt(entry.path)));
}

/**
 * Milliseconds since 1970, or 0 when there is no such file.
 *
 * @param {string} file
 */
function modifiedAt(file) {
  return statSync(path.resolve(root, file), { throwIfNoEntry: false })?.mtimeMs ?? 0;
}
