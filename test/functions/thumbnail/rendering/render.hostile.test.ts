import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect } from 'chai';
import sharp from 'sharp';
import { Rejection } from '../../../../functions/thumbnail/errors.ts';
import { expectError } from '../../../support/expect-error.ts';
import { animated, quartered, svg } from '../../../support/pictures.ts';
import { expectRejected, thumbnailOf } from '../../../support/render-one.ts';

describe('render, of what is meant to harm', () => {
  for (const [name, size] of Object.entries({
    'a bomb of 900 million pixels': [30_000, 30_000],
    'an image of just over the limit': [401, 250],
  } as const)) {
    it(`rejects ${name} by its header alone`, async () => {
      // All that is not the header is left out: what decodes it would say that the image is corrupt.
      const [width, height] = size;
      const image = await quartered(1, 1).png().toBuffer();
      const header = await pngHeader(width, height);
      const { message } = await expectRejected(
        Buffer.concat([header, image.subarray(header.length)]),
        'image-too-large',
      );

      expect(message).to.contain(`${width} x ${height}`).and.to.contain('100000');
    });
  }

  it('accepts an image of just the limit of pixels, and not one of a pixel more', async () => {
    const image = await quartered(400, 250).png().toBuffer();

    expect(await thumbnailOf(image, 100_000)).to.be.instanceOf(Uint8Array);
    await expectError(Rejection, 'image-too-large', () => thumbnailOf(image, 99_999));
  });

  it('counts the first frame of an animation alone, since no other is decoded', async () => {
    const image = await (await animated()).gif().toBuffer();

    expect(await thumbnailOf(image, 160 * 120)).to.be.instanceOf(Uint8Array);
    await expectError(Rejection, 'image-too-large', () => thumbnailOf(image, 160 * 120 - 1));
  });

  it('rejects an SVG that says it is larger than the limit', async () => {
    await expectRejected(svg('', 'width="30000" height="30000"'), 'image-too-large');
  });

  it('rejects an SVG whose entities multiply', async () => {
    const entities = Array.from({ length: 9 }, (_, level) => `<!ENTITY e${level + 1} "${`&e${level};`.repeat(10)}">`);
    const bomb = `<!DOCTYPE svg [<!ENTITY e0 "lol">${entities.join('')}]>${svg('<text>&e9;</text>')}`;

    await expectRejected(Buffer.from(bomb), 'corrupt-image');
  });

  describe('with a file of the host', () => {
    let folder: string;
    let secret: string;

    beforeEach(async () => {
      folder = await mkdtemp(path.join(tmpdir(), 'render-test-'));
      secret = path.join(folder, 'secret.png');
      await quartered(160, 120).png().toFile(secret);
    });

    afterEach(() => rm(folder, { recursive: true }));

    it('does not let an SVG show it', async () => {
      const drawing = (href: string) => svg(`<image href="${href}" width="160" height="120"/>`);

      const shown = await Promise.all([secret, `${pathToFileURL(secret)}`].map((it) => thumbnailOf(drawing(it))));

      const nothing = await thumbnailOf(svg(''));
      expect(shown).to.deep.equal([nothing, nothing]);
    });

    it('does not let an SVG include it as an entity', async () => {
      const entity = `<!DOCTYPE svg [<!ENTITY e SYSTEM "${pathToFileURL(secret)}">]>${svg('<text>&e;</text>')}`;

      await expectRejected(Buffer.from(entity), 'corrupt-image');
    });

    it('has blocked the loaders of all other formats, such as that of libvips itself', async () => {
      const file = path.join(folder, 'image.v');
      await quartered(4, 4).toFile(file);

      const { message } = await expectError(Error, undefined, () => sharp(file).metadata());
      expect(message).to.contain('unsupported image format');
    });
  });
});

/** The signature and the header of a PNG. */
async function pngHeader(width: number, height: number): Promise<Buffer> {
  const image = await sharp({ create: { width, height: 1, channels: 3, background: 'red' } })
    .png()
    .toBuffer();
  image.writeUInt32BE(height, 20);
  // The checksum of the header's type and content.
  image.writeUInt32BE(crc32(image.subarray(12, 29)), 29);
  return image.subarray(0, 33);
}

/** https://www.w3.org/TR/png/#D-CRCAppendix; node:zlib has it from Node 22 on. */
function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return ~crc >>> 0;
}
