import { existsSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect } from 'chai';
import { createDirectory } from '../../../scripts/cli/create-directory.ts';
import { temporaryDirectory } from '../../support/temporary-directory.ts';

const messageOf = (created: Promise<void>) =>
  created.then(
    () => 'created',
    (error: Error) => error.message,
  );

describe('createDirectory', () => {
  it('creates a directory and those above it, unless they exist', async () => {
    const directory = path.join(await temporaryDirectory(), 'a', 'b');
    await createDirectory(directory);
    await createDirectory(directory);
    expect(existsSync(directory)).to.equal(true);
  });

  it('says what cannot be created, below a file or where nothing can be', async function () {
    const file = path.join(await temporaryDirectory(), 'file');
    writeFileSync(file, '');
    for (const directory of [file, path.join(file, 'a')])
      expect(await messageOf(createDirectory(directory))).to.match(/^The directory \S+file.* cannot be created: /);
    if (!existsSync('/proc/self')) this.skip();
    // The `recursive` of Node.js never returns here.
    expect(await messageOf(createDirectory('/proc/x/y'))).to.match(/^The directory \/proc\/x cannot be created: /);
  });
});
