import { mkdir, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect } from 'chai';
import { UsageError } from '../../../scripts/cli/usage-error.ts';
import { listInputs } from '../../../scripts/local-pipeline/inputs.ts';
import { expectError } from '../../support/expect-error.ts';
import { temporaryDirectory } from '../../support/temporary-directory.ts';

describe('listInputs', () => {
  let folder: string;
  const within = (...parts: string[]) => path.join(folder, ...parts);
  const keysOf = async (...paths: string[]) => (await listInputs(paths)).map(({ key }) => key);

  beforeEach(async () => {
    folder = await temporaryDirectory();
    await mkdir(within('trip', 'day 1'), { recursive: true });
    for (const file of ['a.jpg', 'trip/b.jpg', 'trip/day 1/c.jpg']) await writeFile(within(file), file);
  });

  it('gives a file its name as its key', async () => {
    expect(await listInputs([within('trip', 'b.jpg')])).to.deep.equal([
      { key: 'b.jpg', file: within('trip', 'b.jpg') },
    ]);
  });

  it('gives the files of a folder their paths inside it, whatever the folder is called', async () => {
    expect(await listInputs([`${within('trip')}/`])).to.deep.equal([
      { key: 'b.jpg', file: within('trip', 'b.jpg') },
      { key: 'day 1/c.jpg', file: within('trip', 'day 1', 'c.jpg') },
    ]);
  });

  it('gives nothing for an empty folder', async () => {
    await mkdir(within('empty'));

    expect(await keysOf(within('empty'))).to.deep.equal([]);
  });

  it('leaves out the folder that thumbnails go to, also inside another one', async () => {
    expect((await listInputs([folder], within('trip'))).map(({ key }) => key)).to.deep.equal(['a.jpg']);
  });

  it('refuses the folder that thumbnails go to', async () => {
    const { message } = await expectError(UsageError, undefined, () => listInputs([within('trip')], within('trip')));

    expect(message).to.contain('is where the thumbnails go');
  });

  it('refuses two inputs of one key, and names both', async () => {
    const { message } = await expectError(UsageError, undefined, () =>
      listInputs([within('trip', 'b.jpg'), within('trip')]),
    );

    expect(message).to.contain(
      `${within('trip', 'b.jpg')} and ${within('trip', 'b.jpg')} would both have the key "b.jpg"`,
    );
  });

  it('refuses a path that is not there, and names it', async () => {
    const { message } = await expectError(UsageError, undefined, () =>
      listInputs([within('a.jpg'), within('gone.jpg')]),
    );

    expect(message).to.contain(`${within('gone.jpg')} is not there`);
  });

  it('follows links to files and to folders', async () => {
    await symlink(within('a.jpg'), within('trip', 'linked.jpg'));
    await symlink(within('trip', 'day 1'), within('trip', 'also'));

    expect(await keysOf(within('trip'))).to.have.members(['b.jpg', 'linked.jpg', 'day 1/c.jpg', 'also/c.jpg']);
  });

  it('goes no further where a link leads back to a folder that it is in', async () => {
    await symlink('..', within('trip', 'day 1', 'up'));
    await symlink('.', within('trip', 'self'));

    expect(await keysOf(within('trip'))).to.have.members(['b.jpg', 'day 1/c.jpg']);
  });

  it('lists a link that leads nowhere, for the upload to tell of', async () => {
    await symlink('nowhere', within('trip', 'broken.jpg'));

    expect(await keysOf(within('trip'))).to.contain('broken.jpg');
  });
});
