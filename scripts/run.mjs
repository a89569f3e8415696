/**
 * Runs one of the project's commands: `node scripts/run.mjs NAME [ARGUMENTS]` runs `main` of scripts/commands/NAME.ts. Plain JavaScript
 * that begins without dependencies, since before that it makes sure that
 * - what the lock file names is installed, so that a fresh clone, or one that was just updated, needs no other step;
 * - the command is bundled as it is now: Node.js 20 reads no TypeScript, and one file starts in half the time of a hundred.
 */
import { spawnSync } from 'node:child_process';
import { readdirSync, renameSync, statSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

const root = path.resolve(import.meta.dirname, '..');
const [name = '', ...commandArguments] = process.argv.slice(2);

if (modifiedAt(`scripts/commands/${name}.ts`) === 0) {
  console.error(`There is no command ${JSON.stringify(name)}. See "scripts" in package.json.`);
  process.exit(2);
}
// npm writes this file last, so without it nothing, or not all, is installed.
if (modifiedAt('node_modules/.package-lock.json') < modifiedAt('package-lock.json')) install();

const bundle = `dist/commands/${name}.mjs`;
if (modifiedAt(bundle) < newestOf('package-lock.json', 'scripts', 'functions', 'infra')) await makeBundle();

// The deployed Node.js is newer than the oldest that this runs on, which the AWS SDK would warn of.
process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] ??= 'true';

const { main } = await import(pathToFileURL(path.join(root, bundle)).href);
process.exitCode = await main(commandArguments);

function install() {
  console.error('What is installed is older than package-lock.json: running npm ci, which takes about half a minute.');
  // What the command itself prints may be read by a program, so npm's words go to standard error.
  const { status } = spawnSync('npm', ['ci', '--no-audit', '--no-fund'], {
    cwd: root,
    stdio: ['ignore', 2, 2],
    shell: process.platform === 'win32',
  });
  if (status === 0) return;
  console.error('npm ci failed: see above. Mend that, then run the same command again.');
  process.exit(status ?? 1);
}

async function makeBundle() {
  const { build } = await import('esbuild');
  // Aside, then renamed: another command may be reading it.
  const aside = `${bundle}.${process.pid}`;
  await build({
    absWorkingDir: root,
    entryPoints: [`scripts/commands/${name}.ts`],
    outfile: aside,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    // Some of what is bundled is CommonJS, and requires Node's built-in modules.
    banner: {
      js: "import { createRequire as requireOf } from 'node:module'; const require = requireOf(import.meta.url);",
    },
    // They find parts of theirs by where they are.
    external: ['esbuild', 'sharp', 'tsup', 'tsx'],
    logLevel: 'warning',
  });
  renameSync(path.join(root, aside), path.join(root, bundle));
}

/**
 * Milliseconds since 1970 at which the newest of files, and of the files in folders, was modified.
 *
 * @param {string[]} paths
 */
function newestOf(...paths) {
  const files = paths.flatMap((each) =>
    statSync(path.join(root, each)).isDirectory()
      ? readdirSync(path.join(root, each), { recursive: true }).map((file) => path.join(each, String(file)))
      : each,
  );
  return Math.max(...files.map(modifiedAt));
}

/**
 * Milliseconds since 1970, or 0 when there is no such file.
 *
 * @param {string} file
 */
function modifiedAt(file) {
  return statSync(path.join(root, file), { throwIfNoEntry: false })?.mtimeMs ?? 0;
}
