import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import * as z from 'zod';
import { messageOf } from '../../functions/thumbnail/errors.ts';
import type { Settings } from '../../infra/settings.ts';

/** The platform of a deployed function: Lambda's managed runtimes are Linux with glibc. */
const platformOf = (architecture: Architecture) =>
  ({ os: 'linux', cpu: architecture === 'x86_64' ? 'x64' : architecture, libc: 'glibc' }) as const;
type Architecture = Settings['architecture'];
type Platform = ReturnType<typeof platformOf>;

const LockedPackage = z.looseObject({
  version: z.string().optional(),
  optionalDependencies: z.record(z.string(), z.string()).optional(),
});
const LockFile = z.looseObject({ lockfileVersion: z.literal(3), packages: z.record(z.string(), LockedPackage) });
type LockFile = z.infer<typeof LockFile>;

/**
 * Puts sharp's native code and its shared libraries into `target/node_modules`, as npm installs them on the platform that the
 * function is deployed to. Versions and hashes are those of the project's lock file. Installed packages are
 * kept in `cache`.
 * @throws {Error} when they have to be downloaded and cannot be
 */
export async function installNativeModules(
  architecture: Architecture,
  { root, cache, target }: Record<'root' | 'cache' | 'target', string>,
) {
  const platform = platformOf(architecture);
  const packageName = `@img/sharp-${platform.os}-${platform.cpu}`;
  const lock = LockFile.parse(JSON.parse(await readFile(path.join(root, 'package-lock.json'), 'utf8')));
  const closure = closureOf(packageName, lock);
  const version = closure[`node_modules/${packageName}`]?.version;
  const installed = path.join(cache, `${packageName}-${version}`);

  if (!existsSync(installed)) await install(packageName, `${version}`, { closure, platform, directory: installed });
  await cp(path.join(installed, 'node_modules'), path.join(target, 'node_modules'), {
    recursive: true,
    // npm's own records differ from one version of npm to the next.
    filter: (source) => !path.basename(source).startsWith('.'),
  });
}

/** Returns the part of the lock file that a package needs. */
function closureOf(packageName: string, { packages }: LockFile): LockFile['packages'] {
  const location = `node_modules/${packageName}`;
  const locked = packages[location];
  const libraries = Object.keys(locked?.optionalDependencies ?? {}).map((name) => `node_modules/${name}`);
  return Object.fromEntries([location, ...libraries].map((each) => [each, packages[each] ?? {}]));
}

async function install(
  packageName: string,
  version: string,
  { closure: packages, platform, directory }: { closure: LockFile['packages']; platform: Platform; directory: string },
): Promise<void> {
  await mkdir(path.dirname(directory), { recursive: true });
  const incoming = await mkdtemp(`${directory}.incoming-`);
  const manifest = { name: 'native-modules', version: '0.0.0', dependencies: { [packageName]: version } };
  const lock = { ...manifest, lockfileVersion: 3, requires: true, packages: { '': manifest, ...packages } };
  await writeFile(path.join(incoming, 'package.json'), JSON.stringify(manifest));
  await writeFile(path.join(incoming, 'package-lock.json'), JSON.stringify(lock));
  const { os, cpu, libc } = platform;
  // Without --force, npm refuses a package for another platform than this machine's.
  const options = ['--force', '--ignore-scripts', '--no-audit', '--no-fund', '--prefer-offline'];
  try {
    await promisify(execFile)('npm', ['ci', `--os=${os}`, `--cpu=${cpu}`, `--libc=${libc}`, ...options], {
      cwd: incoming,
      shell: process.platform === 'win32',
    });
  } catch (error) {
    await rm(incoming, { recursive: true });
    const output = error instanceof Error && 'stderr' in error ? String(error.stderr) : messageOf(error);
    // npm prints a stack trace below its reason.
    const [reason] = output.split(/\n[^\n]* {4}at /);
    throw new Error(
      `${packageName} ${version} for ${os}-${cpu} could not be installed. Expected npm to reach its registry, which is necessary once. Check the network, then run the same command again.\n${reason}`,
      { cause: error },
    );
  }
  try {
    await rename(incoming, directory);
  } catch (error) {
    // Another process has installed the same.
    if (!existsSync(directory)) throw error;
    await rm(incoming, { recursive: true });
  }
}
