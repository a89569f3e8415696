import { expect } from 'chai';
import fc from 'fast-check';
import type { SourceFormat } from '../../../../functions/thumbnail/rendering/formats.ts';
import { hasMoreParts } from '../../../../functions/thumbnail/rendering/part-count.ts';
import { gifOfFrames, webpOfFrames } from '../../../support/many-frames.ts';
import { animated } from '../../../support/pictures.ts';

/** How many frames there are, as far as they can be told by asking for more and more. */
function framesOf(image: Buffer, format: SourceFormat): number {
  for (let limit = 0; ; limit += 1) if (!hasMoreParts(image, format, limit)) return limit;
}

describe('hasMoreParts', () => {
  for (const format of ['gif', 'webp'] as const) {
    it(`counts the frames of an animated ${format}`, async () => {
      expect(framesOf(await (await animated()).toFormat(format).toBuffer(), format)).to.equal(3);
    });
  }

  for (const [format, image] of Object.entries({
    gif: gifOfFrames(10_001),
    webp: webpOfFrames(10_001),
  })) {
    it(`tells of a ${format} that it has one frame more than 10000, and not two`, () => {
      expect(hasMoreParts(image, format as SourceFormat, 10_000)).to.equal(true);
      expect(hasMoreParts(image, format as SourceFormat, 10_001)).to.equal(false);
    });
  }

  it('has an answer for any bytes, and for any part of an image', () => {
    const images = [gifOfFrames(3), webpOfFrames(3)];
    fc.assert(
      fc.property(
        fc.constantFrom(...images),
        fc.nat(300),
        fc.uint8Array({ maxLength: 40 }),
        fc.constantFrom<SourceFormat>('gif', 'webp', 'png'),
        (image, length, ending, format) => {
          hasMoreParts(Buffer.concat([image.subarray(0, length), ending]), format, 5);
        },
      ),
    );
  });
});
