import { createHash } from 'node:crypto';
import { chmod, mkdir, mkdtemp, rename, rm, symlink, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect } from 'chai';
import { unzipSync } from 'fflate';
import { zipOf } from '../../../scripts/build/zip.ts';
import { expectError } from '../../support/expect-error.ts';

const files = {
  'index.mjs': 'export const handler = () => undefined;\n'.repeat(100),
  'lib/a.txt': 'in a directory',
  'lib-a.txt': 'beside the directory',
  'lib/deeper/é.bin': '\0\x01\x02',
  'empty.txt': '',
  'z.txt': 'last by its name, though not the deepest',
};

describe('zipOf', () => {
  let directory: string;

  beforeEach(async () => {
    directory = await mkdtemp(path.join(tmpdir(), 'zip-test-'));
    await fill('one', Object.entries(files));
  });

  afterEach(() => rm(directory, { recursive: true }));

  async function fill(name: string, contents: Array<[file: string, text: string]>): Promise<void> {
    for (const [file, text] of contents) {
      const full = path.join(directory, name, file);
      await mkdir(path.dirname(full), { recursive: true });
      await writeFile(full, text);
    }
  }

  const hashOf = async (name: string) =>
    createHash('sha256')
      .update(await zip(name))
      .digest('hex');
  const zip = (name: string) => zipOf(path.join(directory, name));

  it('returns every file, by its name with slashes', async () => {
    const unzipped = Object.entries(unzipSync(await zip('one')));

    expect(Object.fromEntries(unzipped.map(([name, bytes]) => [name, `${Buffer.from(bytes)}`]))).to.deep.equal(files);
  });

  it('only stores the files at level 0', async () => {
    const stored = await zipOf(path.join(directory, 'one'), { level: 0 });

    expect(stored.length)
      .to.be.above(files['index.mjs'].length)
      .and.above((await zip('one')).length);
    expect(Object.keys(unzipSync(stored))).to.have.members(Object.keys(files));
  });

  it('leaves out the files that it is told to', async () => {
    const zip = await zipOf(path.join(directory, 'one'), { omit: ['lib/a.txt', 'index.mjs'] });
    const others = Object.keys(files).filter((name) => name !== 'lib/a.txt' && name !== 'index.mjs');

    expect(Object.keys(unzipSync(zip))).to.have.members(others);
  });

  it('lists the files in the order of their names, readable by all', async () => {
    expect(directoryOf(Buffer.from(await zip('one')))).to.deep.equal(
      Object.keys(files)
        .sort()
        .map((name) => ({ name, mode: 0o100644 })),
    );
  });

  it('returns the same bytes for files that were written in another order, at another time, with other modes', async () => {
    await fill('other', Object.entries(files).reverse());
    await chmod(path.join(directory, 'other', 'index.mjs'), 0o700);
    await utimes(path.join(directory, 'other', 'lib', 'a.txt'), new Date('2001-02-03'), new Date('2001-02-03'));

    expect(await hashOf('other')).to.equal(await hashOf('one'));
  });

  describe('in another time zone', () => {
    const { TZ: usual } = process.env;

    afterEach(() => {
      if (usual === undefined) delete process.env['TZ'];
      else process.env['TZ'] = usual;
    });

    it('returns the same bytes', async () => {
      const hashes: string[] = [];
      for (const zone of ['Pacific/Auckland', 'America/Los_Angeles', 'UTC']) {
        process.env['TZ'] = zone;
        expect(Intl.DateTimeFormat().resolvedOptions().timeZone).to.equal(zone);
        hashes.push(await hashOf('one'));
      }

      expect(new Set(hashes)).to.have.property('size', 1);
    });
  });

  it('returns other bytes when one byte of a file differs', async () => {
    const before = await hashOf('one');
    await fill('one', [['lib/a.txt', 'in A directory']]);

    expect(await hashOf('one')).not.to.equal(before);
  });

  it('returns other bytes when a file has another name', async () => {
    const before = await hashOf('one');
    await rename(path.join(directory, 'one', 'empty.txt'), path.join(directory, 'one', 'Empty.txt'));

    expect(await hashOf('one')).not.to.equal(before);
  });

  for (const [what, target] of [
    ['file', 'index.mjs'],
    ['directory', 'lib'],
    ['file that is not there', 'missing'],
  ] as const) {
    it(`refuses a symbolic link to a ${what}, and names it`, async () => {
      const link = path.join(directory, 'one', 'lib', 'link');
      await symlink(path.join(directory, 'one', target), link);

      const { message } = await expectError(Error, undefined, () => zip('one'));
      expect(message).to.contain(link);
    });
  }
});

/** Returns the name and the Unix mode of every entry. https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT, 4.3.12 */
function directoryOf(archive: Buffer): Array<{ name: string; mode: number }> {
  const entries = [];
  let at = archive.indexOf('PK\x01\x02');
  while (archive.toString('latin1', at, at + 4) === 'PK\x01\x02') {
    const [nameBytes, extraBytes, commentBytes] = [28, 30, 32].map((field) => archive.readUInt16LE(at + field));
    const name = archive.toString('utf8', at + 46, at + 46 + (nameBytes ?? 0));
    entries.push({ name, mode: archive.readUInt16LE(at + 40) });
    at += 46 + (nameBytes ?? 0) + (extraBytes ?? 0) + (commentBytes ?? 0);
  }
  return entries;
}
