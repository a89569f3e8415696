import { expect } from 'chai';
import sharp from 'sharp';
import { firstPageOf } from '../../../../../../functions/thumbnail/rendering/formats/tiff/first-page.ts';
import { layoutOf } from '../../../../../../functions/thumbnail/rendering/formats/tiff/layout.ts';
import { reversed } from '../../../../../../functions/thumbnail/rendering/formats/tiff/read-samples.ts';
import { recompress } from '../../../../../../functions/thumbnail/rendering/formats/tiff/recompress.ts';
import { readTags } from '../../../../../../functions/thumbnail/rendering/formats/tiff/tags.ts';
import { drawnTiff } from '../../../../../support/drawn-tiff.ts';
import { expectError } from '../../../../../support/expect-error.ts';
import { detailed, expectQuartered } from '../../../../../support/pictures.ts';

/** Recompresses an uncompressed TIFF. */
function recompressed(image: Buffer, unpack = (data: Buffer, _maxBytes: number): Buffer => data): Buffer {
  const page = firstPageOf(image);
  return recompress(image, page, layoutOf(readTags(image, page)) ?? expect.fail('expected a layout'), unpack);
}

describe('recompress', () => {
  for (const [name, options] of Object.entries({
    'one strip': { compression: 'none' },
    'strips of a BigTIFF': { compression: 'none', bigtiff: true },
    tiles: { compression: 'none', tile: true, tileWidth: 32, tileHeight: 16 },
  } as const)) {
    it(`keeps the pixels of ${name}`, async () => {
      const height = name === 'one strip' ? 8 : 300;
      const image = await detailed(100, height).tiff(options).toBuffer();
      const pixels = await sharp(image).raw().toBuffer();

      const deflated = recompressed(image);

      expect(readTags(deflated, firstPageOf(deflated)).tags.get(259)).to.deep.equal([8]);
      expect((await sharp(deflated).raw().toBuffer()).equals(pixels)).to.equal(true);
    });
  }

  it('reverses the bits of data whose low bits come first', async () => {
    const image = drawnTiff({ bits: 8, photometric: 2, samplesOf: (colour) => colour, tags: { 266: [2] } });

    // The data is not compressed, so this reverses the bits of the pixels back.
    const deflated = recompressed(image, reversed);

    await expectQuartered(deflated, 0);
  });

  it('limits a tile to the bytes of its pixels', async () => {
    const image = await detailed(100, 50)
      .tiff({ compression: 'none', tile: true, tileWidth: 32, tileHeight: 16 })
      .toBuffer();

    recompressed(image, (data, maxBytes) => {
      expect(maxBytes).to.equal(32 * 16 * 3);
      return data;
    });
  });

  it('throws when a strip is cut off', async () => {
    const image = await detailed(100, 50).tiff({ compression: 'none' }).toBuffer();
    const page = firstPageOf(image);
    const layout = layoutOf(readTags(image, page)) ?? expect.fail('expected a layout');

    await expectError(RangeError, undefined, () =>
      recompress(image, page, { ...layout, offsets: [image.length - 5] }, (data) => data),
    );
  });
});
