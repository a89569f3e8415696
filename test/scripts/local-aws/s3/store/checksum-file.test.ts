import { randomBytes } from 'node:crypto';
import { openSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { crc32 } from 'node:zlib';
import { expect } from 'chai';
import { checksumFile } from '../../../../../scripts/local-aws/s3/store/checksum-file.ts';

describe('checksumFile', () => {
  let directory: string;

  beforeEach(async () => {
    directory = await mkdtemp(path.join(tmpdir(), 'checksum-file-'));
  });

  afterEach(async () => {
    await rm(directory, { recursive: true });
  });

  it('returns the size and checksum of each of several large files that are read at once', async () => {
    const contents = [1_000_000, 600_000, 1].map((size) => randomBytes(size));
    const files = contents.map((_, index) => path.join(directory, String(index)));
    await Promise.all(files.map((file, index) => writeFile(file, contents[index] ?? '')));

    const found = await Promise.all(files.map((file) => checksumFile(openSync(file, 'r'), 'crc32')));

    expect(found).to.deep.equal(
      contents.map((content) => ({
        size: content.length,
        checksum: { algorithm: 'crc32', type: 'FULL_OBJECT', value: base64Of(crc32(content)) },
      })),
    );
  });
});

function base64Of(value: number): string {
  return Buffer.from(value.toString(16).padStart(8, '0'), 'hex').toString('base64');
}
