import { mkdtemp, open, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect } from 'chai';
import * as z from 'zod';
import { installNativeModules } from '../../../scripts/build/native-modules.ts';

const root = path.resolve(import.meta.dirname, '..', '..', '..');

const PackageFile = z.looseObject({ version: z.string() });
const LockFile = z.looseObject({ packages: z.record(z.string(), z.looseObject({ version: z.string().optional() })) });

/** https://refspecs.linuxfoundation.org/elf/gabi4+/ch4.eheader.html and AArch64's own number, EM_AARCH64. */
const elf = { magic: '\x7fELF', machineOffset: 18, aarch64: 183 };

describe('installNativeModules', () => {
  let target: string;
  let modules: string;

  before(async () => {
    // The first time it downloads the package. Then it uses the cache of the build.
    target = await mkdtemp(path.join(tmpdir(), 'native-modules-test-'));
    modules = path.join(target, 'node_modules');
    await installNativeModules('arm64', { root, cache: path.join(root, 'dist', 'native'), target });
  });

  after(() => rm(target, { recursive: true }));

  const filesWith = async (ending: RegExp) =>
    (await readdir(modules, { recursive: true }))
      .filter((file) => ending.test(file))
      .map((it) => path.join(modules, it));

  it('installs binaries for Linux on arm64, and for nothing else', async () => {
    const binaries = await filesWith(/\.node$|\.so(?:\.\d+)*$/);

    expect(binaries).to.have.length.at.least(2);
    for (const binary of binaries) expect(await headerOf(binary), binary).to.deep.equal([elf.magic, elf.aarch64]);
    expect((await readdir(path.join(modules, '@img'))).sort()).to.deep.equal([
      'sharp-libvips-linux-arm64',
      'sharp-linux-arm64',
    ]);
  });

  it('installs the versions of the lock file', async () => {
    const lock = LockFile.parse(await jsonOf(path.join(root, 'package-lock.json')));
    const installed = await filesWith(/^(?:@[^/\\]+[/\\])?[^@/\\]+[/\\]package\.json$/);
    expect(installed).to.have.length(2);

    for (const file of installed) {
      const location = path.relative(target, path.dirname(file)).split(path.sep).join('/');
      const { version } = PackageFile.parse(await jsonOf(file));
      expect(version, location).to.equal(lock.packages[location]?.version);
    }
  });

  it('leaves out the records of npm', async () => {
    expect((await readdir(modules)).filter((name) => name.startsWith('.'))).to.deep.equal([]);
  });
});

async function headerOf(file: string): Promise<[magic: string, machine: number]> {
  const handle = await open(file);
  try {
    const { buffer } = await handle.read(Buffer.alloc(20), 0, 20, 0);
    return [buffer.toString('latin1', 0, 4), buffer.readUInt16LE(elf.machineOffset)];
  } finally {
    await handle.close();
  }
}

async function jsonOf(file: string): Promise<unknown> {
  return JSON.parse(await readFile(file, 'utf8'));
}
