import * as zlib from 'node:zlib';
import { expect } from 'chai';
import { decodeContent } from '../../../functions/thumbnail/decode-content.ts';
import { Rejection } from '../../../functions/thumbnail/errors.ts';
import { expectError } from '../../support/expect-error.ts';

const { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } = zlib;

const image = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>');
const jpeg = Buffer.from('ffd8ffe000104a464946', 'hex');

/** The image, as the program `zstd` compresses it. */
const zstandard = Buffer.concat([Buffer.from('28b52ffd0468490100', 'hex'), image, Buffer.from('629b5bcb', 'hex')]);

describe('decodeContent', () => {
  for (const [name, content, encoding] of [
    ['a .svgz without a header', gzipSync(image), undefined],
    ['gzip', gzipSync(image), 'gzip'],
    ['brotli', brotliCompressSync(image), 'br'],
    ['deflate', deflateSync(image), 'deflate'],
    ['deflate without the header of zlib', deflateRawSync(image), 'deflate'],
    ['two encodings, the last first', gzipSync(deflateSync(image)), 'deflate, gzip'],
    ['gzip twice', gzipSync(gzipSync(image)), 'gzip, gzip'],
    ['gzip that a header names twice', gzipSync(image), 'gzip, gzip'],
    ['gzip of which a header says something else', gzipSync(image), 'br'],
    ['deflate and no other encoding', deflateSync(image), 'deflate, identity'],
    ['what an SDK uploaded in pieces', brotliCompressSync(image), 'br,aws-chunked'],
  ] as const) {
    it(`decompresses ${name}`, () => {
      expect(`${decodeContent(content, encoding, 1000)}`).to.equal(`${image}`);
    });
  }

  for (const encoding of [undefined, 'gzip', 'br', 'deflate', 'identity', 'zstd', 'utf-8', '__proto__']) {
    it(`returns what is not compressed as it is, with the Content-Encoding ${encoding}`, () => {
      expect(decodeContent(jpeg, encoding, 1000)).to.equal(jpeg);
    });
  }

  it('decompresses at most three times', () => {
    const [twice, four] = [2, 4].map((times) => {
      let content: Uint8Array = image;
      for (let time = 0; time < times; time += 1) content = gzipSync(content);
      return content;
    });
    expect(twice && decodeContent(twice, 'gzip, gzip, gzip, gzip', 1000)).to.deep.equal(image);
    expect(four && decodeContent(four, 'gzip, gzip, gzip, gzip', 1000)).to.deep.equal(gzipSync(image));
  });

  for (const [encoding, content] of [
    ['gzip', gzipSync(image)],
    ['br', brotliCompressSync(image)],
    ['deflate', deflateSync(image)],
  ] as const) {
    it(`rejects what is larger without ${encoding} than an image may be`, async () => {
      const decode = () => decodeContent(content, encoding, image.length - 1);
      await expectError(Rejection, 'object-too-large', decode);
    });
  }

  it('rejects what cannot be decompressed', async () => {
    await expectError(Rejection, 'corrupt-image', () => decodeContent(gzipSync(image).subarray(0, 20), 'gzip', 1000));
  });

  if ('zstdDecompressSync' in zlib) {
    it('decompresses Zstandard, also in another encoding', () => {
      expect(`${decodeContent(zstandard, 'zstd', 1000)}`).to.equal(`${image}`);
      expect(`${decodeContent(gzipSync(zstandard), 'zstd, gzip', 1000)}`).to.equal(`${image}`);
    });

    it('decompresses all frames of Zstandard', () => {
      const skippable = Buffer.from('5a2a4d1803000000616263', 'hex');
      const content = Buffer.concat([skippable, zstandard, skippable, zstandard]);
      expect(`${decodeContent(content, 'zstd', image.length * 2)}`).to.equal(`${image}${image}`);
    });

    it('rejects frames of Zstandard that together are larger than an image may be, or too many', async () => {
      const frames = (count: number) => Buffer.concat(Array<Buffer>(count).fill(zstandard));
      const decode = (count: number, maxBytes: number) => decodeContent(frames(count), 'zstd', maxBytes);
      await expectError(Rejection, 'object-too-large', () => decode(2, image.length));
      await expectError(Rejection, 'object-too-large', () => decode(2, image.length * 2 - 1));
      await expectError(Rejection, 'corrupt-image', () => decode(1001, image.length * 1001));
    });

    it('rejects Zstandard that is damaged, or larger than an image may be', async () => {
      await expectError(Rejection, 'corrupt-image', () => decodeContent(zstandard.subarray(0, 20), 'zstd', 1000));
      const secondDamaged = Buffer.concat([zstandard, zstandard.subarray(0, 20)]);
      await expectError(Rejection, 'corrupt-image', () => decodeContent(secondDamaged, 'zstd', 1000));
      await expectError(Rejection, 'object-too-large', () => decodeContent(zstandard, 'zstd', image.length - 1));
    });
  } else {
    it('rejects Zstandard, which this Node.js lacks', async () => {
      const { message } = await expectError(Rejection, 'unsupported-format', () =>
        decodeContent(zstandard, 'zstd', 1000),
      );
      expect(message).to.contain('Use Node.js 22.15 or later');
    });
  }
});
