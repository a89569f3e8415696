import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect } from 'chai';
import fc from 'fast-check';
import {
  encodeFooter,
  type ObjectInfo,
  objectFileName,
  readObjectFile,
} from '../../../../../scripts/local-aws/s3/store/object-file.ts';
import { anyText } from '../../../../support/any-text.ts';

const text = anyText();
const header = fc.dictionary(fc.stringMatching(/^[a-z-]{1,20}$/), text, { maxKeys: 3 });
const object = fc
  .record({ bytes: fc.uint8Array({ maxLength: 300 }), key: text, etag: text, headers: header, metadata: header })
  .map(({ bytes, ...info }) => ({
    bytes,
    info: { ...info, size: bytes.length, lastModified: '2026-01-02T03:04:05.678Z' } satisfies ObjectInfo,
  }));

describe('readObjectFile', () => {
  let directory: string;

  beforeEach(async () => {
    directory = await mkdtemp(path.join(tmpdir(), 'object-file-'));
  });

  afterEach(async () => {
    await rm(directory, { recursive: true });
  });

  it('reads what encodeFooter wrote, for any key and any bytes', async () => {
    await fc.assert(
      fc.asyncProperty(object, async ({ bytes, info }) => {
        const file = path.join(directory, objectFileName(info.key));
        await writeFile(file, Buffer.concat([bytes, encodeFooter(info)]));

        expect(readObjectFile(file)).to.deep.equal(info);
      }),
      { numRuns: 50 },
    );
  });

  it('returns undefined for a file that is truncated anywhere', async () => {
    const file = path.join(directory, objectFileName('k'));
    const whole = wholeFile('k');

    for (let length = 0; length < whole.length; length += 1) {
      await writeFile(file, whole.subarray(0, length));
      expect(readObjectFile(file), `of the first ${length} bytes`).to.equal(undefined);
    }
  });

  it('returns undefined for a file that lacks bytes before its footer', async () => {
    const file = path.join(directory, objectFileName('k'));
    await writeFile(file, wholeFile('k').subarray(1));

    expect(readObjectFile(file)).to.equal(undefined);
  });

  it('returns undefined for a file of zeros, which a file system may leave after a loss of power', async () => {
    const file = path.join(directory, objectFileName('k'));
    await writeFile(file, Buffer.alloc(4096));

    expect(readObjectFile(file)).to.equal(undefined);
  });

  it('returns undefined for a file with the name of another key', async () => {
    const file = path.join(directory, objectFileName('another'));
    await writeFile(file, wholeFile('k'));

    expect(readObjectFile(file)).to.equal(undefined);
  });
});

function wholeFile(key: string): Buffer {
  const info = { key, size: 3, etag: 'e', lastModified: '2026-01-02T03:04:05.678Z', headers: {}, metadata: {} };
  return Buffer.concat([Buffer.from('abc'), encodeFooter(info)]);
}
