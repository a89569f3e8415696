import { expect } from 'chai';
import sharp, { type Sharp } from 'sharp';
import { bareSamplesOf } from '../../../../../../functions/thumbnail/rendering/formats/tiff/bare-samples.ts';
import { firstPageOf } from '../../../../../../functions/thumbnail/rendering/formats/tiff/first-page.ts';
import { type Layout, layoutOf } from '../../../../../../functions/thumbnail/rendering/formats/tiff/layout.ts';
import { readTags } from '../../../../../../functions/thumbnail/rendering/formats/tiff/tags.ts';
import { type DrawnTiff, drawnTiff } from '../../../../../support/drawn-tiff.ts';
import { detailed } from '../../../../../support/pictures.ts';
import { thumbnailOf } from '../../../../../support/render-one.ts';
import { withTag } from '../../../../../support/tiff-directory.ts';

function read(tiff: Buffer, change: (layout: Layout) => Partial<Layout> = () => ({})) {
  const data = readTags(tiff, firstPageOf(tiff));
  const layout = layoutOf(data);
  return layout && bareSamplesOf(tiff, { ...layout, ...change(layout) }, data);
}

const rgb = (changed: Partial<DrawnTiff> = {}) =>
  drawnTiff({ bits: 8, photometric: 2, samplesOf: (colour) => colour, ...changed });

/** Several strips, which libvips writes one after another. */
const picture = () => detailed(64, 300);
const uncompressed = (pixels: Sharp) => pixels.tiff({ compression: 'none' }).toBuffer();

describe('bareSamplesOf', () => {
  for (const [name, colours, channels] of [
    ['colours', 'srgb', 3],
    ['grey', 'b-w', 1],
  ] as const) {
    it(`finds the samples of ${name} where they are stored`, async () => {
      const tiff = await uncompressed(picture().toColourspace(colours));
      const samples = await sharp(tiff).toColourspace(colours).raw().toBuffer();

      const found = read(tiff);

      expect(found?.image().equals(samples)).to.equal(true);
      expect(found?.image().buffer).to.equal(tiff.buffer);
      expect(found?.samples).to.deep.equal({ raw: { width: 64, height: 300, channels } });
      expect(found?.header).to.include({ width: 64, height: 300, channels, bytesPerSample: 1, orientation: 1 });
    });

    it(`leads to the thumbnail of ${name} that libtiff leads to`, async () => {
      const pixels = picture().toColourspace(colours);
      const [bare, compressed] = [
        await uncompressed(pixels.clone()),
        await pixels.tiff({ compression: 'lzw' }).toBuffer(),
      ];
      expect([read(bare), read(compressed)].map((it) => it !== undefined)).to.deep.equal([true, false]);

      expect(await thumbnailOf(bare)).to.deep.equal(await thumbnailOf(compressed));
    });
  }

  it('finds the samples of a big-endian TIFF', () => {
    expect(read(rgb())?.image()).to.have.length(16 * 12 * 3);
  });

  for (const [what, tiff] of Object.entries({
    'that are inverted': rgb({ photometric: 0, samplesOf: () => [0] }),
    'of alpha': rgb({ samplesOf: (colour) => [...colour, 255], tags: { 338: [2] } }),
    'of 16 bits': rgb({ bits: 16 }),
    'with a profile': rgb({ profile: Buffer.alloc(128) }),
    'that are turned': rgb({ tags: { 274: [6] } }),
    'in planes': rgb({ tags: { 284: [2] } }),
    'whose bits are reversed': rgb({ tags: { 266: [2] } }),
    'that are signed': rgb({ tags: { 339: [2] } }),
    'of different bits': rgb({ tags: { 258: [8, 8, 16] } }),
    'that are compressed': rgb({ tags: { 259: [32_773] } }),
    'in strips that have no rows': rgb({ tags: { 278: [0] } }),
  })) {
    it(`leaves samples ${what} to libtiff`, () => {
      expect(read(tiff)).to.equal(undefined);
    });
  }

  it('leaves tiles to libtiff', async () => {
    expect(read(await picture().tiff({ compression: 'none', tile: true }).toBuffer())).to.equal(undefined);
  });

  for (const [what, change] of Object.entries<(layout: Layout) => Partial<Layout>>({
    'apart from one another': ({ offsets }) => ({ offsets: offsets.map((offset, strip) => offset + strip) }),
    'that lack a byte': ({ byteCounts }) => ({ byteCounts: byteCounts.map((bytes) => bytes - 1) }),
    'of which one is missing': ({ offsets }) => ({ offsets: offsets.slice(0, -1) }),
  })) {
    it(`leaves strips ${what} to libtiff`, async () => {
      expect(read(await uncompressed(picture()), change)).to.equal(undefined);
    });
  }

  it('leaves samples that are cut off to libtiff, which reports it', async () => {
    const tiff = await uncompressed(detailed(64, 48));

    expect(read(withTag(tiff, 273, tiff.length - 1))).to.equal(undefined);
  });
});
