import { expect } from 'chai';
import fc from 'fast-check';
import sharp from 'sharp';
import type { SourceFormat } from '../../../../functions/thumbnail/rendering/formats.ts';
import { hasMoreFrames } from '../../../../functions/thumbnail/rendering/frame-count.ts';
import { gifOfFrames, tiffOfPages, webpOfFrames } from '../../../support/many-frames.ts';
import { animated, quartered } from '../../../support/pictures.ts';

/** How many frames there are, as far as they can be told by asking for more and more. */
function framesOf(image: Uint8Array, format: SourceFormat): number {
  for (let limit = 0; ; limit += 1) if (!hasMoreFrames(image, format, limit)) return limit;
}

describe('hasMoreFrames', () => {
  for (const format of ['gif', 'webp'] as const) {
    it(`counts the frames of an animated ${format}`, async () => {
      expect(framesOf(await (await animated()).toFormat(format).toBuffer(), format)).to.equal(3);
    });
  }

  for (const [name, options] of Object.entries({ TIFF: {}, BigTIFF: { bigtiff: true } })) {
    it(`counts the pages of a ${name}`, async () => {
      const pages = await Promise.all([1, 2].map((size) => quartered(size, 8).resize(8, 8).png().toBuffer()));
      const image = await sharp(pages, { join: { animated: true } })
        .tiff(options)
        .toBuffer();

      expect(framesOf(image, 'tiff')).to.equal(2);
    });
  }

  for (const [format, image] of Object.entries({
    gif: gifOfFrames(10_001),
    tiff: tiffOfPages(10_001),
    webp: webpOfFrames(10_001),
  })) {
    it(`tells of a ${format} that it has one frame more than 10000, and not two`, () => {
      expect(hasMoreFrames(image, format as SourceFormat, 10_000)).to.equal(true);
      expect(hasMoreFrames(image, format as SourceFormat, 10_001)).to.equal(false);
    });
  }

  it('comes to an end with a TIFF whose pages follow each other in a circle', () => {
    const image = tiffOfPages(2);
    const first = image.readUInt32LE(4);
    const second = image.readUInt32LE(first + 2 + image.readUInt16LE(first) * 12);
    image.writeUInt32LE(first, second + 2 + image.readUInt16LE(second) * 12);

    expect(hasMoreFrames(image, 'tiff', 2)).to.equal(false);
  });

  it('has an answer for any bytes, and for any part of an image', () => {
    const images = [gifOfFrames(3), tiffOfPages(3), webpOfFrames(3)];
    fc.assert(
      fc.property(
        fc.constantFrom(...images),
        fc.nat(300),
        fc.uint8Array({ maxLength: 40 }),
        fc.constantFrom<SourceFormat>('gif', 'tiff', 'webp', 'png'),
        (image, length, ending, format) => {
          hasMoreFrames(Buffer.concat([image.subarray(0, length), ending]), format, 5);
        },
      ),
    );
  });
});
