import { mkdir, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect } from 'chai';
import { entriesBelow } from '../../../scripts/build/entries-below.mjs';
import { temporaryDirectory } from '../../support/temporary-directory.ts';

describe('entriesBelow', () => {
  let directory: string;
  beforeEach(async () => {
    directory = await temporaryDirectory();
    await mkdir(path.join(directory, 'inner'));
    await writeFile(path.join(directory, 'inner', 'file'), '');
  });

  it('lists files, directories and links, even those that lead nowhere', async () => {
    // As an editor's lock does.
    await symlink('nowhere', path.join(directory, 'lock'));

    expect(entriesBelow(directory)).to.have.deep.members([
      { path: path.join(directory, 'inner'), isFile: false },
      { path: path.join(directory, 'inner', 'file'), isFile: true },
      { path: path.join(directory, 'lock'), isFile: false },
    ]);
  });

  it('lists a file alone', () => {
    const file = path.join(directory, 'inner', 'file');

    expect(entriesBelow(file)).to.deep.equal([{ path: file, isFile: true }]);
  });
});
