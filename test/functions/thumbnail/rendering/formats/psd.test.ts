import { expect } from 'chai';
import sharp from 'sharp';
import { labOf, lightOf } from '../../../../support/colours-of.ts';
import { expectQuartered, quarterAt } from '../../../../support/pictures.ts';
import { expectRejected, thumbnailOf } from '../../../../support/render-one.ts';

const [width, height] = [16, 12];
const [rgb, cmyk, multichannel, lab] = [3, 4, 7, 9];
/** A section of layers. Their number is negative when the merged picture has alpha. */
const layersWithAlpha = Buffer.from([0, 0, 0, 6, 0, 0, 0, 2, 0xff, 0xff]);
const noLayers = Buffer.alloc(4);

/** Draws `quartered` as a document, one channel after another. */
function documentOf(
  mode: number,
  bits: 8 | 32,
  samplesOf: (colour: readonly number[]) => readonly number[],
  layers = noLayers,
): Buffer {
  const channels = samplesOf([0, 0, 0]).length;
  const head = Buffer.alloc(26 + 4 + 4);
  head.write('8BPS\0\x01', 'latin1');
  head.writeUInt16BE(channels, 12);
  head.writeUInt32BE(height, 14);
  head.writeUInt32BE(width, 18);
  head.writeUInt16BE(bits, 22);
  head.writeUInt16BE(mode, 24);
  const pixels = Buffer.alloc((channels * width * height * bits) / 8);
  for (let at = 0; at < channels * width * height; at += 1) {
    const [channel, pixel] = [Math.floor(at / (width * height)), at % (width * height)];
    const colour = quarterAt(((pixel % width) + 0.5) / width, (Math.floor(pixel / width) + 0.5) / height);
    const value = samplesOf(colour)[channel] ?? 0;
    if (bits === 8) pixels.writeUInt8(Math.round(value), at);
    else pixels.writeFloatBE(value, at * 4);
  }
  const uncompressed = Buffer.alloc(2);
  return Buffer.concat([head, layers, uncompressed, pixels]);
}

describe('psd', () => {
  it('shows floating point, which is linear light', async () => {
    await expectQuartered((await thumbnailOf(documentOf(rgb, 32, (colour) => colour.map(lightOf)))) ?? Buffer.of(), 8);
  });

  it('shows Lab, whose white point is not that of a screen', async () => {
    const document = documentOf(lab, 8, (colour) => {
      const [lightness, a, b] = labOf(colour);
      return [lightness * 2.55, a + 128, b + 128];
    });

    await expectQuartered((await thumbnailOf(document)) ?? Buffer.of(), 10);
  });

  it('keeps the alpha of CMYK', async () => {
    const alpha = 102;
    // Inks are inverted.
    const document = documentOf(cmyk, 8, (colour) => [...colour, 255, alpha], layersWithAlpha);
    const shown = await thumbnailOf(document);

    const { channels } = await sharp(shown).stats();
    expect(channels.map(({ min, max }) => [min, max]).at(3)).to.deep.equal([alpha, alpha]);
  });

  it('rejects a multichannel document, whose inks have unknown colours', async () => {
    await expectRejected(
      documentOf(multichannel, 8, (colour) => colour),
      'unsupported-format',
    );
  });
});
