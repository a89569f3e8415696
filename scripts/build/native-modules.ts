import { execFile } from 'node:child_process';
import { cp, mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import * as z from 'zod';

/** What Lambda runs the function on. The stack says arm64, and Lambda's managed runtimes are Linux with glibc. */
const platform = { os: 'linux', cpu: 'arm64', libc: 'glibc' } as const;

const LockedPackage = z.looseObject({
  version: z.string().optional(),
  dependencies: z.record(z.string(), z.string()).optional(),
  optionalDependencies: z.record(z.string(), z.string()).optional(),
});
const LockFile = z.looseObject({ lockfileVersion: z.literal(3), packages: z.record(z.string(), LockedPackage) });
type LockFile = z.infer<typeof LockFile>;

/**
 * Puts a package with native parts, and all that it depends on, into `target/node_modules`, as npm installs them on the
 * platform that the function is deployed to: the versions and the hashes are those of the project's lock file. What was
 * installed once is kept in `cache`.
 */
export async function installNativeModules(
  packageName: string,
  { root, cache, target }: Record<'root' | 'cache' | 'target', string>,
) {
  const lock = LockFile.parse(JSON.parse(await readFile(path.join(root, 'package-lock.json'), 'utf8')));
  const closure = closureOf(packageName, lock);
  const version = closure[`node_modules/${packageName}`]?.version;
  const installed = path.join(cache, `${packageName}-${version}-${platform.os}-${platform.cpu}-${platform.libc}`);

  if (!(await stat(installed).catch(() => undefined))) await install(packageName, `${version}`, closure, installed);
  await cp(path.join(installed, 'node_modules'), path.join(target, 'node_modules'), {
    recursive: true,
    // npm's own notes of what it did: they differ from one npm to the next.
    filter: (source) => !path.basename(source).startsWith('.'),
  });
}

/** The part of the lock file that a package needs. Packages nested below others count with the one they are below. */
function closureOf(packageName: string, { packages }: LockFile): LockFile['packages'] {
  const closure: LockFile['packages'] = {};
  const wanted = [packageName];
  for (let name = wanted.pop(); name !== undefined; name = wanted.pop()) {
    const top = `node_modules/${name}`;
    if (top in closure) continue;
    for (const [location, locked] of Object.entries(packages)) {
      if (location !== top && !location.startsWith(`${top}/`)) continue;
      closure[location] = locked;
      wanted.push(...Object.keys({ ...locked.dependencies, ...locked.optionalDependencies }));
    }
  }
  return closure;
}

async function install(
  packageName: string,
  version: string,
  packages: LockFile['packages'],
  folder: string,
): Promise<void> {
  const incoming = `${folder}.incoming`;
  await rm(incoming, { recursive: true, force: true });
  await mkdir(incoming, { recursive: true });
  const manifest = { name: 'native-modules', version: '0.0.0', dependencies: { [packageName]: version } };
  const lock = { ...manifest, lockfileVersion: 3, requires: true, packages: { '': manifest, ...packages } };
  await writeFile(path.join(incoming, 'package.json'), JSON.stringify(manifest));
  await writeFile(path.join(incoming, 'package-lock.json'), JSON.stringify(lock));
  const { os, cpu, libc } = platform;
  const options = ['--ignore-scripts', '--no-audit', '--no-fund', '--prefer-offline'];
  await promisify(execFile)('npm', ['ci', `--os=${os}`, `--cpu=${cpu}`, `--libc=${libc}`, ...options], {
    cwd: incoming,
    shell: process.platform === 'win32',
  });
  await rename(incoming, folder);
}
