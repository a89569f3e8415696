import { chmod, mkdir, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect } from 'chai';
import { UsageError } from '../../../scripts/cli/usage-error.ts';
import { listInputs } from '../../../scripts/local-pipeline/list-inputs.ts';
import { expectError } from '../../support/expect-error.ts';
import { temporaryDirectory } from '../../support/temporary-directory.ts';

/** The id of the user without rights on most systems. */
const nobody = 65_534;

describe('listInputs', () => {
  let directory: string;
  const within = (...parts: string[]) => path.join(directory, ...parts);
  const keysOf = async (...paths: string[]) => (await listInputs(paths)).files.map(({ key }) => key);

  beforeEach(async () => {
    directory = await temporaryDirectory();
    await mkdir(within('trip', 'day 1'), { recursive: true });
    for (const file of ['a.jpg', 'trip/b.jpg', 'trip/day 1/c.jpg']) await writeFile(within(file), file);
  });

  it('uses the name of a file as its key', async () => {
    expect((await listInputs([within('trip', 'b.jpg')])).files).to.deep.equal([
      { key: 'b.jpg', file: within('trip', 'b.jpg'), isExpected: true },
    ]);
  });

  it('uses the paths of files inside a directory as their keys, whatever the directory is called', async () => {
    expect((await listInputs([`${within('trip')}/`])).files).to.deep.equal([
      { key: 'b.jpg', file: within('trip', 'b.jpg'), isExpected: true },
      { key: 'day 1/c.jpg', file: within('trip', 'day 1', 'c.jpg'), isExpected: true },
    ]);
  });

  it('returns nothing for an empty directory', async () => {
    await mkdir(within('empty'));

    expect(await keysOf(within('empty'))).to.deep.equal([]);
  });

  it('leaves out the directory for thumbnails, also inside another one', async () => {
    expect((await listInputs([directory], within('trip'))).files.map(({ key }) => key)).to.deep.equal(['a.jpg']);
  });

  it('refuses the directory for thumbnails', async () => {
    const { message } = await expectError(UsageError, undefined, () => listInputs([within('trip')], within('trip')));

    expect(message).to.contain('is the directory for thumbnails');
  });

  it('refuses two files of one key, names both, and says what to do', async () => {
    await writeFile(within('b.jpg'), 'another');

    const { message } = await expectError(UsageError, undefined, () => listInputs([within('b.jpg'), within('trip')]));

    expect(message).to.equal(
      `${within('b.jpg')} and ${within('trip', 'b.jpg')} would both have the key "b.jpg". Rename one, or process them separately.`,
    );
  });

  it('takes a file once that is given twice, under whatever name', async () => {
    await symlink(within('trip'), within('also'));
    const file = within('trip', 'b.jpg');

    expect(await keysOf(file, file, within('trip'), within('also', 'b.jpg'))).to.deep.equal(['b.jpg', 'day 1/c.jpg']);
  });

  it('leaves out hidden files and directories, unless one is given by name', async () => {
    await mkdir(within('trip', '.git'));
    for (const file of ['.DS_Store', '.hidden.jpg', '.git/d.jpg']) await writeFile(within('trip', file), '');

    expect(await listInputs([within('trip')]))
      .to.have.property('omitted')
      .that.deep.equals([]);
    expect(await keysOf(within('trip'))).to.deep.equal(['b.jpg', 'day 1/c.jpg']);
    expect(await keysOf(within('trip', '.hidden.jpg'), within('trip', '.git'))).to.deep.equal(['.hidden.jpg', 'd.jpg']);
  });

  it('omits what is no image by its name, unless it is given by name', async () => {
    await writeFile(within('trip', 'notes.txt'), '');

    const { files, omitted } = await listInputs([within('trip')]);

    expect(files.map(({ key }) => key)).to.deep.equal(['b.jpg', 'day 1/c.jpg']);
    expect(omitted).to.deep.equal([
      { key: 'notes.txt', result: 'skipped', code: 'not-an-image', reason: 'By its name, this file is no image.' },
    ]);
    expect(await keysOf(within('trip', 'notes.txt'))).to.deep.equal(['notes.txt']);
  });

  it('lists a file without an extension, which may be an image', async () => {
    await writeFile(within('trip', 'scan'), '');

    const { files } = await listInputs([within('trip')]);

    expect(files.find(({ key }) => key === 'scan')).to.include({ isExpected: false });
  });

  it('fails for a directory that cannot be read, and lists the others', async () => {
    await chmod(directory, 0o755);
    await chmod(within('trip', 'day 1'), 0o000);
    // Root may read everything.
    const isRoot = process.getuid?.() === 0;
    if (isRoot) process.seteuid?.(nobody);
    try {
      const { files, omitted } = await listInputs([within('trip')]);

      expect(files.map(({ key }) => key)).to.deep.equal(['b.jpg']);
      expect(omitted).to.have.lengthOf(1);
      expect(omitted[0]).to.include({ key: 'day 1/', result: 'failed', code: 'not-readable' });
      expect(omitted[0]?.reason).to.contain(`${within('trip', 'day 1')} cannot be read: EACCES`);
    } finally {
      if (isRoot) process.seteuid?.(0);
      await chmod(within('trip', 'day 1'), 0o700);
    }
  });

  it('refuses a path that does not exist, and names it', async () => {
    const { message } = await expectError(UsageError, undefined, () =>
      listInputs([within('a.jpg'), within('gone.jpg')]),
    );

    expect(message).to.contain(`No such file or directory: ${within('gone.jpg')}`);
  });

  it('follows links to files and to directories', async () => {
    await symlink(within('a.jpg'), within('trip', 'linked.jpg'));
    await symlink(within('trip', 'day 1'), within('trip', 'also'));

    expect(await keysOf(within('trip'))).to.have.members(['b.jpg', 'linked.jpg', 'day 1/c.jpg', 'also/c.jpg']);
  });

  it('does not follow a link that leads back to a directory that it is in', async () => {
    await symlink('..', within('trip', 'day 1', 'up'));
    await symlink('.', within('trip', 'self'));

    expect(await keysOf(within('trip'))).to.have.members(['b.jpg', 'day 1/c.jpg']);
  });

  it('lists a link that leads nowhere, so that the upload reports it', async () => {
    await symlink('nowhere', within('trip', 'broken.jpg'));

    expect(await keysOf(within('trip'))).to.contain('broken.jpg');
  });
});
