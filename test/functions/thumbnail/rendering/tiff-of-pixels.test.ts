import { expect } from 'chai';
import sharp from 'sharp';
import { type Pixels, tiffOfPixels } from '../../../../functions/thumbnail/rendering/tiff-of-pixels.ts';

describe('tiffOfPixels', () => {
  for (const [colours, hasAlpha, channels] of [
    ['grey', false, 1],
    ['rgb', false, 3],
    ['rgb', true, 4],
    ['cmyk', false, 4],
  ] as const) {
    it(`holds samples of ${colours} ${hasAlpha ? 'with' : 'without'} alpha, one after another, in many strips`, async () => {
      const { pixels, image } = fill(
        { width: 301, height: 407, colours, hasAlpha, orientation: 1, profile: undefined },
        channels,
      );

      // Otherwise CMYK would be converted.
      const space = { grey: 'b-w', rgb: 'srgb', cmyk: 'cmyk' }[colours];
      const unconverted = sharp(image).pipelineColourspace(space).toColourspace(space);
      const { data, info } = await unconverted.raw().toBuffer({ resolveWithObject: true });
      expect([info.width, info.height, info.channels]).to.deep.equal([301, 407, channels]);
      expect(data.equals(pixels)).to.equal(true);
    });
  }

  it('holds alpha beside grey', async () => {
    const { image } = fill(
      { width: 301, height: 407, colours: 'grey', hasAlpha: true, orientation: 1, profile: undefined },
      2,
    );

    expect(await sharp(image).metadata()).to.include({ channels: 2, hasAlpha: true, space: 'b-w' });
  });

  it('holds how the picture is to be turned', async () => {
    const { image } = fill(
      { width: 3, height: 2, colours: 'grey', hasAlpha: false, orientation: 6, profile: undefined },
      1,
    );

    expect(await sharp(image).metadata()).to.include({ width: 3, height: 2, orientation: 6 });
  });

  it('holds a profile of any length', async () => {
    const { image } = fill(
      { width: 3, height: 2, colours: 'rgb', hasAlpha: false, orientation: 1, profile: Buffer.alloc(131, 1) },
      3,
    );

    const { icc } = await sharp(image).metadata();
    expect(icc?.equals(Buffer.alloc(131, 1))).to.equal(true);
  });
});

function fill(given: Pixels, channels: number): { pixels: Buffer; image: Buffer } {
  const { tiff, samples, pixelsAt } = tiffOfPixels(given);
  expect(samples).to.equal(channels);
  const pixels = Buffer.from(Array.from({ length: given.width * given.height * channels }, (_, index) => index % 251));
  pixels.copy(tiff, pixelsAt);
  expect(pixelsAt + pixels.length).to.equal(tiff.length);
  return { pixels, image: tiff };
}
