import { expect } from 'chai';
import { sourceFormats } from '../../../../functions/thumbnail/contract/source-formats.ts';
import { Rejection } from '../../../../functions/thumbnail/errors.ts';
import {
  damagedScan,
  extraneousBytes,
  slippedScanHeader,
  unknownJfifRevision,
  unknownTransform,
} from '../../../support/jpeg-damage.ts';
import { animated, detailed, svg } from '../../../support/pictures.ts';
import { expectRejected, thumbnailOf } from '../../../support/render-one.ts';
import { unsortedTags, withCompression } from '../../../support/tiff-directory.ts';

const still = () => detailed(160, 120);

const whole: Record<string, () => Promise<Buffer>> = {
  'an AVIF': () => still().avif({ effort: 0 }).toBuffer(),
  'a GIF': () => still().gif().toBuffer(),
  'an animated GIF': async () => (await animated()).gif().toBuffer(),
  'a JPEG': () => still().jpeg().toBuffer(),
  'a progressive JPEG': () => still().jpeg({ progressive: true }).toBuffer(),
  'a PNG': () => still().png().toBuffer(),
  'an interlaced PNG': () => still().png({ progressive: true }).toBuffer(),
  'a TIFF': () => still().tiff({ compression: 'lzw' }).toBuffer(),
  'a TIFF with JPEG inside': () => still().tiff({ compression: 'jpeg' }).toBuffer(),
  'a WebP': () => still().webp().toBuffer(),
  'a lossless WebP': () => still().webp({ lossless: true }).toBuffer(),
  'an animated WebP': async () => (await animated()).webp().toBuffer(),
};

describe('render, given a damaged image', () => {
  for (const [format, make] of Object.entries(whole)) {
    it(`rejects ${format} that is cut off, unless everything that shows is there`, async () => {
      const image = await make();
      const intact = await thumbnailOf(image);
      let rejected = 0;

      for (const length of cuts(image.length)) {
        const outcome = await thumbnailOf(image.subarray(0, length)).catch((error: unknown) => error);
        if (outcome instanceof Rejection) rejected += 1;
        else expect(outcome, `cut off after ${length} of ${image.length} bytes`).to.deep.equal(intact);
      }
      expect(rejected).to.be.at.least(2);
    });
  }

  it('rejects an SVG that is cut off', async () => {
    const image = svg('<circle r="50"/>'.repeat(20));

    for (const part of [0.5, 0.9]) await expectRejected(image.subarray(0, image.length * part), 'corrupt-image');
  });

  it('does not quote the content of an SVG that is not XML', async () => {
    for (const image of [svg('<secret>'), svg('<a b="&secret;"/>'), svg('<a secret="1" secret="2"/>')]) {
      const { message } = await expectRejected(image, 'corrupt-image');
      expect(message).to.contain('XML').and.not.to.contain('secret');
    }
  });

  for (const progressive of [false, true]) {
    it(`accepts a ${progressive ? 'progressive ' : ''}JPEG with meaningless bytes before a marker of its header, as cameras write them`, async () => {
      const image = await still().jpeg({ progressive }).toBuffer();

      expect(await thumbnailOf(extraneousBytes(image))).to.deep.equal(await thumbnailOf(image));
    });
  }

  it('accepts a JPEG with the mistake that some phones make in the scan header', async () => {
    const image = await still().jpeg().toBuffer();

    expect(await thumbnailOf(slippedScanHeader(image))).to.deep.equal(await thumbnailOf(image));
  });

  it('accepts a JPEG with an undefined JFIF revision', async () => {
    const image = await still().jpeg().toBuffer();

    expect(await thumbnailOf(unknownJfifRevision(image))).to.deep.equal(await thumbnailOf(image));
  });

  it('accepts a TIFF with unsorted tags, as some programs write them', async () => {
    const image = await still().tiff({ compression: 'lzw' }).toBuffer();

    for (const format of ['avif', 'jpeg', 'png', 'webp'] as const) {
      expect(await thumbnailOf(unsortedTags(image), {}, format), format).to.deep.equal(
        await thumbnailOf(image, {}, format),
      );
    }
  });

  it('rejects a TIFF with unsorted tags that is also damaged', async () => {
    const image = unsortedTags(await still().tiff({ compression: 'lzw' }).toBuffer());

    await expectRejected(image.fill(0xff, 200, 2000), 'corrupt-image');
  });

  it('rejects a TIFF with damaged tiles, which libvips would make black', async () => {
    const tiles = { compression: 'lzw', tile: true, tileWidth: 32, tileHeight: 32 } as const;
    const image = await still().tiff(tiles).toBuffer();
    expect(await thumbnailOf(Buffer.from(image))).to.be.instanceOf(Uint8Array);

    await expectRejected(image.fill(0xff, 200, 2000), 'corrupt-image');
  });

  it('distinguishes an unsupported feature from damage', async () => {
    const image = await still().tiff({ compression: 'lzw' }).toBuffer();
    const jbig = 34661;

    const { message } = await expectRejected(withCompression(image, jbig), 'unsupported-format');
    expect(message).to.contain('ISO JBIG');
  });

  it('rejects a JPEG with a mistake in the scan header that is also cut off', async () => {
    const image = slippedScanHeader(await still().jpeg().toBuffer());

    await expectRejected(image.subarray(0, image.length / 2), 'corrupt-image');
  });

  for (const [mistake, withMistake] of Object.entries({
    'meaningless bytes in its header': extraneousBytes,
    'a mistake in the scan header': slippedScanHeader,
    'an undefined JFIF revision': unknownJfifRevision,
    'an undefined Adobe transform': unknownTransform,
  })) {
    it(`rejects a JPEG with ${mistake} that is cut off and then ended, or damaged in the middle`, async () => {
      const image = withMistake(await detailed(320, 240).jpeg().toBuffer());
      const cut = Buffer.concat([image.subarray(0, image.length / 2), Buffer.from([0xff, 0xd9])]);

      await expectRejected(cut, 'corrupt-image');
      await expectRejected(damagedScan(image), 'corrupt-image');
    });
  }

  it('accepts a JPEG with an undefined Adobe transform', async () => {
    const image = await still().jpeg().toBuffer();

    expect(await thumbnailOf(unknownTransform(image))).to.deep.equal(await thumbnailOf(image));
  });

  for (const progressive of [false, true]) {
    it(`rejects a ${progressive ? 'progressive ' : ''}JPEG with visible damage in the middle of its data`, async () => {
      await expectRejected(damagedScan(await detailed(320, 240).jpeg({ progressive }).toBuffer()), 'corrupt-image');
    });
  }

  it('rejects a PNG with one changed byte in the middle', async () => {
    const image = await still().png().toBuffer();
    const middle = image.length >> 1;
    image.writeUInt8(image.readUInt8(middle) ^ 1, middle);

    await expectRejected(image, 'corrupt-image');
  });

  for (const [name, image, code] of [
    ['nothing', Buffer.alloc(0), 'unsupported-format'],
    ['zeros', Buffer.alloc(5000), 'unsupported-format'],
    ['text', Buffer.from('This is not the image that its name says.'), 'unsupported-format'],
    ['a web page', Buffer.from('<!doctype html><html><body>404 Not Found</body></html>'), 'unsupported-format'],
    ['a web page that shows an SVG', Buffer.from('<html><svg width="1" height="1"></svg></html>'), 'corrupt-image'],
    ['only the signature of a PNG', Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), 'corrupt-image'],
    [
      'a PNG that is cut off in another chunk',
      Buffer.from('\x89PNG\r\n\x1a\n\0\0\0\x0aiCCPprofile', 'latin1'),
      'corrupt-image',
    ],
    ['the signature of a JPEG, and then text', Buffer.from('\xff\xd8\xff, and then text', 'latin1'), 'corrupt-image'],
    ['the signature of a GIF, and then a PDF', Buffer.from('GIF89a%PDF-1.7'), 'corrupt-image'],
    ['an SVG that is not XML', svg('<rect'), 'corrupt-image'],
    ['only the beginning of a HEIC', Buffer.from('\0\0\0\x18ftypheic\0\0\0\0mif1heic', 'latin1'), 'corrupt-image'],
    ['only two letters of a BMP', Buffer.from('BM'), 'unsupported-format'],
    ['only the signature of a PSD', Buffer.from('8BPS\0\x01', 'latin1'), 'corrupt-image'],
    ['only the signature of an ICO', Buffer.from('\0\0\x01\0\x01\0', 'latin1'), 'corrupt-image'],
    ['only the signature of a JPEG XL', Buffer.from('\xff\x0a', 'latin1'), 'corrupt-image'],
  ] as const) {
    it(`rejects ${name} as ${code}`, async () => {
      await expectRejected(image, code);
    });
  }

  for (const [format, beginning] of Object.entries({
    mp4: '\0\0\0\x14ftypisom\0\0\0\0mp42',
    pdf: '%PDF-1.7',
  })) {
    it(`names ${format} when it rejects one, and the supported formats`, async () => {
      const { message } = await expectRejected(Buffer.from(`${beginning}...`, 'latin1'), 'unsupported-format');

      expect(message).to.contain(`The format ${format} is not`).and.to.contain(sourceFormats.options.join(', '));
    });
  }
});

/** Lengths at which a file is cut off: some anywhere in it, and some in its last bytes. */
function cuts(length: number): number[] {
  const parts = [0.1, 0.25, 0.5, 0.75, 0.9].map((part) => Math.floor(length * part));
  return [...parts, ...[1, 2, 3, 4, 8, 12, 16].map((less) => length - less)];
}
