import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { expect } from 'chai';
import { decodeContent } from '../../../functions/thumbnail/decode-content.ts';
import { Rejection } from '../../../functions/thumbnail/errors.ts';
import { expectError } from '../../support/expect-error.ts';

const image = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>');
const jpeg = Buffer.from('ffd8ffe000104a464946', 'hex');

/** The image, by the program `zstd`: Node.js 20 has no Zstandard. */
const zstandard = Buffer.concat([Buffer.from('28b52ffd0468490100', 'hex'), image, Buffer.from('629b5bcb', 'hex')]);

describe('decodeContent', () => {
  for (const [name, content, encoding] of [
    ['a .svgz without a header', gzipSync(image), undefined],
    ['gzip', gzipSync(image), 'gzip'],
    ['brotli', brotliCompressSync(image), 'br'],
    ['deflate', deflateSync(image), 'deflate'],
    ['deflate without the header of zlib', deflateRawSync(image), 'deflate'],
    ['Zstandard', zstandard, 'zstd'],
    ['Zstandard in another encoding', gzipSync(zstandard), 'zstd, gzip'],
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
    ['zstd', zstandard],
  ] as const) {
    it(`rejects what is larger without ${encoding} than an image may be`, async () => {
      const decode = () => decodeContent(content, encoding, image.length - 1);
      await expectError(Rejection, 'object-too-large', decode);
    });
  }

  for (const [encoding, content] of [
    ['gzip', gzipSync(image)],
    ['zstd', zstandard],
  ] as const) {
    it(`rejects ${encoding} that is cut off`, async () => {
      const decode = () => decodeContent(content.subarray(0, 20), encoding, 1000);
      const { message } = await expectError(Rejection, 'corrupt-image', decode);
      expect(message).to.match(/[^.]\.$/);
    });
  }
});
