import { expect } from 'chai';
import sharp from 'sharp';
import { Variant } from '../../../../functions/thumbnail/contract/variant.ts';
import { libvips } from '../../../../functions/thumbnail/rendering/decoders/libvips.ts';
import { encodeThumbnail } from '../../../../functions/thumbnail/rendering/encode-thumbnail.ts';
import { formats } from '../../../../functions/thumbnail/rendering/formats/index.ts';
import { asSequential } from '../../../../functions/thumbnail/rendering/formats/jpeg/as-sequential.ts';
import { jpegSegments } from '../../../../functions/thumbnail/rendering/formats/jpeg/segments.ts';
import { renderImage } from '../../../../functions/thumbnail/rendering/render-image.ts';
import { scalePicture } from '../../../../functions/thumbnail/rendering/scale-picture.ts';
import { shrinkOnLoad } from '../../../../functions/thumbnail/rendering/shrink-on-load.ts';
import { sourceVariant } from '../../../../functions/thumbnail/rendering/source-variant.ts';
import { detailed } from '../../../support/pictures.ts';
import { limits } from '../../../support/render-one.ts';

describe('shrinkOnLoad', () => {
  /** Full colour, so that the scans that are left out show at every scale but an eighth. */
  async function draw(width: number, height: number, orientation: number) {
    const picture = detailed(width, height).jpeg({ progressive: true, chromaSubsampling: '4:4:4' });
    const jpeg = await picture.withMetadata({ orientation }).toBuffer();
    return { jpeg, kept: asSequential(jpeg, [...jpegSegments(jpeg)]), header: await libvips.readHeader(jpeg) };
  }

  for (const [fit, orientation, sides] of [
    ['cover', 1, [320, 640]],
    ['cover', 6, [640, 320]],
    ['inside', 1, [320, 250]],
    ['inside', 8, [320, 250]],
    ['contain', 1, [320, 250]],
    ['fill', 1, [320, 640]],
    ['outside', 1, [320, 640]],
  ] as const) {
    it(`agrees with sharp about an eighth, for the fit ${fit} and the orientation ${orientation}`, async () => {
      const [width, height] = sides;
      const { jpeg, kept, header } = await draw(width, height, orientation);
      expect(kept).not.to.equal(jpeg);
      const found = new Set<boolean>();

      for (const side of [30, 34, 35, 36, 38, 40, 41]) {
        const variant = sourceVariant(
          Variant.parse({ name: 'a', width: side, height: side, fit, format: 'png' }),
          'jpeg',
        );
        const size = orientation >= 5 ? { width: height, height: width } : { width, height };
        const [whole, less] = await Promise.all(
          [jpeg, kept].map((image) => encodeThumbnail(scalePicture(sharp(image).autoOrient(), size, variant), variant)),
        );
        const isSame = Buffer.compare(whole?.data ?? Buffer.alloc(0), less?.data ?? Buffer.alloc(0)) === 0;
        expect(isSame, `a side of ${side}`).to.equal(shrinkOnLoad(header, [variant]) === 8);
        found.add(isSame);
      }
      expect(found.size).to.equal(2);
    });
  }

  it('decides by the largest of several variants, which renderImage decodes for', async () => {
    const { jpeg } = await draw(320, 320, 1);
    const variants = [20, 35, 36].map((side) =>
      Variant.parse({ name: `a${side}`, width: side, height: side, format: 'png' }),
    );
    const header = await libvips.readHeader(jpeg);

    expect(shrinkOnLoad(header, [sourceVariant(Variant.parse({ ...variants[0] }), 'jpeg')])).to.equal(8);
    expect(
      shrinkOnLoad(
        header,
        variants.map((variant) => sourceVariant(variant, 'jpeg')),
      ),
    ).to.equal(4);
    const together = await renderImage(libvips, formats.jpeg, Buffer.from(jpeg), 'jpeg', variants, limits);
    const kept = asSequential(jpeg, [...jpegSegments(jpeg)]);
    const largest = await sharp(jpeg).resize(36, 36, { fit: 'fill' }).png().toBuffer();
    expect(await sharp(together.thumbnails[2]?.data).raw().toBuffer()).to.deep.equal(
      await sharp(largest).raw().toBuffer(),
    );
    expect(await sharp(kept).resize(36, 36).raw().toBuffer()).not.to.deep.equal(await sharp(largest).raw().toBuffer());
  });
});
