import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { deflateSync } from 'node:zlib';
import { expect } from 'chai';
import sharp from 'sharp';
import { Variant } from '../../../../functions/thumbnail/contract/variant.ts';
import { Failure, Rejection } from '../../../../functions/thumbnail/errors.ts';
import { libvips } from '../../../../functions/thumbnail/rendering/decoders/libvips.ts';
import { decodingBytes } from '../../../../functions/thumbnail/rendering/decoding-memory.ts';
import { formats } from '../../../../functions/thumbnail/rendering/formats/index.ts';
import { render } from '../../../../functions/thumbnail/rendering/render.ts';
import { sourceVariant } from '../../../../functions/thumbnail/rendering/source-variant.ts';
import { expectError } from '../../../support/expect-error.ts';
import { avifOf, isoBox, u16, u32 } from '../../../support/iso-boxes.ts';
import { gifOfFrames, jpegOfScans, tiffOfPages, webpOfFrames } from '../../../support/many-frames.ts';
import { animated, detailed, quartered, svg } from '../../../support/pictures.ts';
import { pngChunk, withChunks } from '../../../support/png-chunks.ts';
import { expectRejected, limits, source, thumbnailOf, variant } from '../../../support/render-one.ts';
import { startServer } from '../../../support/s3-stub.ts';

describe('render, given a hostile image', () => {
  for (const [name, size] of Object.entries({
    'a bomb of 900 million pixels': [30_000, 30_000],
    'an image just over the limit': [401, 250],
  } as const)) {
    it(`rejects ${name} by its header alone`, async () => {
      // Only the header is there, so decoding anything would make the image corrupt.
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

  it('accepts an image of exactly the limit of pixels, and rejects one more pixel', async () => {
    const image = await quartered(400, 250).png().toBuffer();

    expect(await thumbnailOf(image, { pixels: 100_000 })).to.be.instanceOf(Uint8Array);
    await expectRejected(image, 'image-too-large', { pixels: 99_999 });
  });

  it('counts only the first frame of an animation, since no other is decoded', async () => {
    const image = await (await animated()).gif().toBuffer();

    expect(await thumbnailOf(image, { pixels: 160 * 120 })).to.be.instanceOf(Uint8Array);
    await expectRejected(image, 'image-too-large', { pixels: 160 * 120 - 1 });
  });

  it('rejects an interlaced PNG of 16383 x 16383 by its header, with the memory that it needs and that there is', async () => {
    const header = await pngHeader(16_383, 16_383, { interlaced: true });
    const image = Buffer.concat([header, (await quartered(1, 1).png().toBuffer()).subarray(header.length)]);
    const { message } = await expectRejected(image, 'image-too-large', { pixels: Number.POSITIVE_INFINITY });

    expect(message).to.contain('16383 x 16383').and.to.contain('takes about 853 MB').and.to.contain('has 825 MB');
  });

  it('accepts a JPEG of twice as many pixels as the limit, since it is scaled down while it is loaded', async () => {
    const create = { width: 2000, height: 1000, channels: 3 as const, background: 'teal' };
    const photo = await sharp({ create }).jpeg().toBuffer();

    expect(await thumbnailOf(photo, { pixels: 1_000_000 })).to.be.instanceOf(Uint8Array);
  });

  it('rejects an image that needs more memory than the function has for it', async () => {
    const image = await quartered(400, 250).png({ progressive: true }).toBuffer();

    expect(await thumbnailOf(image, { memoryBytes: 3_000_000 })).to.be.instanceOf(Uint8Array);
    await expectRejected(image, 'image-too-large', { memoryBytes: 300_000 });
  });

  for (const [name, image] of Object.entries({
    'a GIF of more than 10000 frames': gifOfFrames(10_001),
    'a WebP of more than 10000 frames': webpOfFrames(10_001),
  })) {
    it(`rejects ${name}, which would take long to open`, async () => {
      const { message } = await expectRejected(image, 'image-too-large');

      expect(message).to.contain('10000 frames');
    });
  }

  for (const [name, image] of Object.entries({
    'a GIF of 10000 frames': gifOfFrames(10_000),
    'a TIFF of 500000 pages': tiffOfPages(500_000),
    'a TIFF with more tags on later pages than can be read in half a minute': tiffOfPages(200, 4000),
  })) {
    it(`accepts ${name}, using little CPU time`, async () => {
      expect(await thumbnailOf(image, { cpuMs: 5000 })).to.be.instanceOf(Uint8Array);
    });
  }

  it('rejects a JPEG of more than 100 scans, each of which could take a tenth of a second', async () => {
    // The decoder finds out that a scan is repeated.
    await expectRejected(await jpegOfScans(100), 'corrupt-image');

    const { message } = await expectRejected(await jpegOfScans(101), 'image-too-complex');
    expect(message).to.contain('100 scans');
  });

  it('rejects an AVIF with 10000 items of 65535 empty extents each, using little CPU time', async () => {
    const item = Buffer.concat([u16(1), u16(0), u16(65_535)]);
    const places = isoBox('iloc', u32(0), u16(0), u16(10_000), ...Array<Buffer>(10_000).fill(item));

    await expectRejected(avifOf(places), 'corrupt-image', { cpuMs: 3000 });
  });

  it('accepts a progressive JPEG with 190000 Huffman tables, using little CPU time', async () => {
    const create = { width: 400, height: 250, channels: 3 as const, background: 'teal' };
    const photo = await sharp({ create }).jpeg({ progressive: true }).toBuffer();
    const empty = Buffer.alloc(17 * 3800);
    const segment = Buffer.concat([Buffer.from([0xff, 0xc4]), u16(empty.length + 2), empty]);

    const image = Buffer.concat([photo.subarray(0, 2), ...Array<Buffer>(50).fill(segment), photo.subarray(2)]);
    expect(await thumbnailOf(image, { cpuMs: 3000 })).to.be.instanceOf(Uint8Array);
  });

  it('keeps no more of a JPEG of 2 million segments than of any other', async () => {
    const segments = Buffer.alloc(8_000_000, Buffer.from([0xff, 0xe5, 0, 2]));
    const image = Buffer.concat([Buffer.from([0xff, 0xd8]), segments]);
    // The first garbage makes the heap grow, whatever is kept.
    for (let warmUp = 0; warmUp < 3; warmUp += 1) formats.jpeg.inspect(image.subarray(0, 800_002));
    const before = process.memoryUsage.rss();

    formats.jpeg.inspect(image);

    expect(process.memoryUsage.rss() - before).to.be.below(60_000_000);
  });

  it('accepts a PNG of 200 kB whose texts decompress to 200 MB, without reading them', async () => {
    const text = Buffer.concat([Buffer.from('Comment\0\0'), deflateSync(Buffer.alloc(40_000_000, 'x'))]);
    const image = withChunks(await quartered(40, 30).png().toBuffer(), Array(5).fill(pngChunk('zTXt', text)));
    const before = process.memoryUsage.rss();

    expect(await thumbnailOf(image)).to.be.instanceOf(Uint8Array);

    expect(process.memoryUsage.rss() - before).to.be.below(100_000_000);
  });

  it('rejects a WebP whose metadata needs more memory than there is, before reading it', async () => {
    const xmp = `<x:xmpmeta xmlns:x="adobe:ns:meta/"/>${' '.repeat(1_000_000)}`;
    const image = await quartered(40, 30).withXmp(xmp).webp().toBuffer();

    expect(await thumbnailOf(image, { memoryBytes: 8_000_000 })).to.be.instanceOf(Uint8Array);
    const { message } = await expectRejected(image, 'image-too-large', { memoryBytes: 5_000_000 });
    expect(message).to.contain('metadata').and.to.contain('has 5 MB');
  });

  it('accepts a PNG that is wide and low, and needs little memory', async () => {
    const image = sharp({ create: { width: 60_000, height: 1, channels: 3, background: 'red' } }).png();

    expect(await thumbnailOf(await image.toBuffer(), { memoryBytes: 2_000_000 })).to.be.instanceOf(Uint8Array);
  });

  it('counts the bytes of the file with those that decoding takes', async () => {
    const image = await detailed(400, 250).png().toBuffer();
    const needed =
      image.byteLength +
      decodingBytes(formats.png.memory, await libvips.readHeader(image), [sourceVariant(variant, 'png')]);

    expect(await thumbnailOf(image, { memoryBytes: needed })).to.be.instanceOf(Uint8Array);
    await expectRejected(image, 'image-too-large', { memoryBytes: needed - 1 });
  });

  it('rejects an image that takes too much CPU time', async () => {
    const image = await quartered(400, 250).png().toBuffer();
    const variants = Array.from({ length: 200 }, (_, index) =>
      Variant.parse({ name: `${index}`, width: 2000, height: 2000, withoutEnlargement: false }),
    );

    const { message } = await expectError(Rejection, 'image-too-complex', () =>
      render(image, variants, { ...limits, cpuMs: 500 }, source),
    );
    expect(message).to.contain('0.5 seconds of CPU time');
  });

  describe('with a thumbnail that takes longer than there is time', () => {
    const size = { width: 4096, height: 4096, withoutEnlargement: false };
    const large = Variant.parse({ name: 'large', ...size, quality: 100 });
    const soon = { ...limits, wallMs: 1900 };
    let image: Buffer;
    before(async () => {
      image = await detailed(300, 300).png().toBuffer();
    });

    it('interrupts it, and fails', async () => {
      const { message } = await expectError(Failure, 'out-of-time', () => render(image, [large], soon, source));

      expect(message).to.contain('1.9 seconds');
    });

    it('interrupts it, and rejects the image when it had too much CPU time', async () => {
      await expectError(Rejection, 'image-too-complex', () => render(image, [large], { ...soon, cpuMs: 1 }, source));
    });
  });

  it('begins no thumbnail when less than a second is left', async () => {
    const image = await quartered(4, 4).png().toBuffer();

    await expectError(Failure, 'out-of-time', () => render(image, [variant], { ...limits, wallMs: 999 }, source));
  });

  it('draws an SVG at the size of the thumbnail, however large it claims to be', async () => {
    expect(await thumbnailOf(svg('', 'width="1000000" height="1000000"'))).to.be.instanceOf(Uint8Array);
  });

  it('draws an SVG so narrow that its other side would be too long', async () => {
    expect(await thumbnailOf(svg('', 'width="1" height="30000"'))).to.be.instanceOf(Uint8Array);
  });

  it('has blocked the loader of SVGs in its own process, whatever format was identified', async () => {
    const { message } = await expectError(Error, undefined, () => sharp(svg('')).metadata());

    expect(message).to.contain('unsupported image format');
  });

  for (const [name, beginning] of Object.entries({ WebP: '<svg a="WEBP"', AVIF: '<!--ftypavif    --><svg' })) {
    it(`isolates an SVG that has the signature of ${name} in its text`, async () => {
      const drawing = svg('<g/>'.repeat(400_000)).toString().replace('<svg', beginning);

      await expectRejected(Buffer.from(drawing), 'image-too-large', { memoryBytes: 100_000_000 });
    });
  }

  it('rejects an SVG whose entities multiply', async () => {
    const entities = Array.from({ length: 9 }, (_, level) => `<!ENTITY e${level + 1} "${`&e${level};`.repeat(10)}">`);
    const bomb = `<!DOCTYPE svg [<!ENTITY e0 "lol">${entities.join('')}]>${svg('<text>&e9;</text>')}`;

    await expectRejected(Buffer.from(bomb), 'corrupt-image');
  });

  it('does not let an SVG fetch anything', async () => {
    const requests: unknown[] = [];
    const server = await startServer(({ url }, response) => {
      requests.push(url);
      response.end();
    });
    try {
      const at = (name: string) => `${server.endpoint}/${name}`;
      await thumbnailOf(
        svg(`<style>@import url("${at('style')}");</style><image href="${at('image')}" width="9" height="9"/>
          <use href="${at('use')}#a"/><image xmlns:x="http://www.w3.org/1999/xlink" x:href="${at('xlink')}"/>`),
      );
      expect(requests).to.deep.equal([]);
    } finally {
      server.close();
    }
  });

  describe('with a secret file on the host', () => {
    let directory: string;
    let secret: string;

    beforeEach(async () => {
      directory = await mkdtemp(path.join(tmpdir(), 'render-test-'));
      secret = path.join(directory, 'secret.png');
      await quartered(160, 120).png().toFile(secret);
    });

    afterEach(() => rm(directory, { recursive: true }));

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

    it('has blocked the loaders of all other formats, such as the one of libvips itself', async () => {
      const file = path.join(directory, 'image.v');
      await quartered(4, 4).toFile(file);

      const { message } = await expectError(Error, undefined, () => sharp(file).metadata());
      expect(message).to.contain('unsupported image format');
    });
  });
});

/** Returns the signature and the header of a PNG. */
async function pngHeader(width: number, height: number, { interlaced = false } = {}): Promise<Buffer> {
  const image = await sharp({ create: { width, height: 1, channels: 3, background: 'red' } })
    .png()
    .toBuffer();
  image.writeUInt32BE(height, 20);
  image.writeUInt8(Number(interlaced), 28);
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
