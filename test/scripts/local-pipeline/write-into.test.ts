import { mkdir, readdir, readFile, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect } from 'chai';
import fc from 'fast-check';
import { writeInto } from '../../../scripts/local-pipeline/write-into.ts';
import { anyText } from '../../support/any-text.ts';
import { expectError } from '../../support/expect-error.ts';
import { temporaryDirectory } from '../../support/temporary-directory.ts';

const data = Buffer.from('thumbnail');

describe('writeInto', () => {
  let parent: string;
  let output: string;

  beforeEach(async () => {
    parent = await temporaryDirectory();
    output = path.join(parent, 'output');
    await mkdir(output);
  });

  it('writes an object to the path that its key is, and nothing else', async () => {
    await writeInto(output, '200x200/trip/a.jpg.webp', data);

    expect(await readFile(path.join(output, '200x200', 'trip', 'a.jpg.webp'))).to.deep.equal(data);
    expect(await readdir(path.join(output, '200x200', 'trip'))).to.deep.equal(['a.jpg.webp']);
  });

  it('replaces the file that is there', async () => {
    await writeInto(output, 'a.webp', Buffer.from('an older and longer thumbnail'));

    await writeInto(output, 'a.webp', data);

    expect(await readFile(path.join(output, 'a.webp'))).to.deep.equal(data);
  });

  for (const key of ['', '/', '/etc/passwd', '..', '../a', 'a/../../b', 'a/../b', './a', 'a//b', 'a/', 'a\0b']) {
    it(`refuses the key ${JSON.stringify(key)}, and leaves no file`, async () => {
      const written = await writeInto(output, key, data).then(
        () => true,
        () => false,
      );

      expect(written).to.equal(false);
      expect(await readdir(parent, { recursive: true })).to.deep.equal(['output']);
    });
  }

  it('does not follow a directory that is a link', async () => {
    await mkdir(path.join(parent, 'elsewhere'));
    await symlink('../elsewhere', path.join(output, '200x200'));

    const { message } = await expectError(Error, undefined, () => writeInto(output, '200x200/a.webp', data));

    expect(message).to.contain(`${path.join(output, '200x200')} is not a directory`);
    expect(await readdir(path.join(parent, 'elsewhere'))).to.deep.equal([]);
  });

  it('replaces a file that is a link, and leaves alone what that leads to', async () => {
    await writeFile(path.join(parent, 'precious'), 'precious');
    await symlink('../precious', path.join(output, 'a.webp'));

    await writeInto(output, 'a.webp', data);

    expect(await readFile(path.join(parent, 'precious'), 'utf8')).to.equal('precious');
    expect(await readFile(path.join(output, 'a.webp'))).to.deep.equal(data);
  });

  it('leaves no file when a directory is where the file would be', async () => {
    await mkdir(path.join(output, 'a.webp'));

    await expectError(Error, 'EISDIR', () => writeInto(output, 'a.webp', data));

    expect(await readdir(output)).to.deep.equal(['a.webp']);
  });

  it('writes inside the directory or not at all, whatever the key', async () => {
    const part = fc.oneof(fc.constantFrom('..', '.', '', 'a', 'link', 'C:', '~'), anyText({ maxLength: 8 }));
    const key = fc.oneof(
      fc.array(part, { maxLength: 5 }).map((parts) => parts.join('/')),
      anyText(),
    );
    await mkdir(path.join(parent, 'elsewhere'));
    await symlink('../elsewhere', path.join(output, 'link'));

    await fc.assert(
      fc.asyncProperty(key, async (it) => {
        await writeInto(output, it, data).catch(() => undefined);
        expect(await readdir(parent)).to.deep.equal(['elsewhere', 'output']);
        expect(await readdir(path.join(parent, 'elsewhere'))).to.deep.equal([]);
      }),
      { numRuns: 100 },
    );
  });
});
