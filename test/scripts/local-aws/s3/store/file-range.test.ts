import { fstatSync, openSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { buffer } from 'node:stream/consumers';
import { expect } from 'chai';
import { FileRange } from '../../../../../scripts/local-aws/s3/store/file-range.ts';
import { expectError } from '../../../../support/expect-error.ts';
import { temporaryDirectory } from '../../../../support/temporary-directory.ts';

describe('FileRange', () => {
  let file: number;

  beforeEach(async () => {
    const name = path.join(await temporaryDirectory(), 'object');
    await writeFile(name, '0123456789');
    file = openSync(name, 'r');
  });

  const readers: Record<string, (range: FileRange) => Promise<Buffer>> = {
    'in one piece': async (range) => range.readAll(),
    'piece by piece': (range) => buffer(range),
  };
  for (const [how, read] of Object.entries(readers)) {
    it(`reads the bytes of the range ${how}, and closes the file`, async () => {
      expect(String(await read(new FileRange(file, { first: 2, last: 4 })))).to.equal('234');
      await expectError(Error, 'EBADF', () => fstatSync(file));
    });

    it(`closes a file that is shorter than the range when it is read ${how}`, async () => {
      const { message } = await expectError(Error, undefined, () => read(new FileRange(file, { first: 8, last: 10 })));

      expect(message).to.equal('The file has 10 bytes, expected at least 11.');
      await expectError(Error, 'EBADF', () => fstatSync(file));
    });
  }
});
