import { expect } from 'chai';
import sharp from 'sharp';
import { expectQuartered, quarterAt } from '../../../../../support/pictures.ts';
import { expectRejected, thumbnailOf } from '../../../../../support/render-one.ts';

type Bits = readonly [red: number, green: number, blue: number, alpha: number];

const [width, height] = [16, 12];

/** Draws `quartered` as a BMP with these bits for each sample. The alpha is the same everywhere. */
function bmpOf(bits: Bits, pixelBits: 16 | 32, headerBytes: number, alpha = 1): Buffer {
  const [red, green, blue, opacity] = bits;
  const shifts = [green + blue, blue, 0, red + green + blue];
  const head = Buffer.alloc(14 + headerBytes + (headerBytes === 40 ? 12 : 0));
  head.write('BM');
  head.writeUInt32LE(head.length, 10);
  head.writeUInt32LE(headerBytes, 14);
  head.writeInt32LE(width, 18);
  head.writeInt32LE(height, 22);
  head.writeUInt16LE(1, 26);
  head.writeUInt16LE(pixelBits, 28);
  head.writeUInt32LE(3, 30);
  for (const [index, count] of [red, green, blue, ...(headerBytes > 52 ? [opacity] : [])].entries()) {
    head.writeUInt32LE((2 ** count - 1) * 2 ** (shifts[index] ?? 0), 54 + 4 * index);
  }
  const pixels = Buffer.alloc((width * height * pixelBits) / 8);
  for (let pixel = 0; pixel < width * height; pixel += 1) {
    const [column, row] = [pixel % width, height - 1 - Math.floor(pixel / width)];
    const colour = quarterAt((column + 0.5) / width, (row + 0.5) / height);
    const value = [...colour.map((sample) => sample / 255), alpha].reduce(
      (sum, sample, index) => sum + Math.round(sample * (2 ** (bits[index] ?? 0) - 1)) * 2 ** (shifts[index] ?? 0),
      0,
    );
    pixels.writeUIntLE(value, (pixel * pixelBits) / 8, pixelBits / 8);
  }
  return Buffer.concat([head, pixels]);
}

const shown = async (image: Buffer) => (await thumbnailOf(image)) ?? Buffer.of();

describe('rewritingOfMasks', () => {
  for (const [bits, pixelBits, headerBytes] of [
    [[5, 6, 5, 0], 16, 40],
    [[5, 6, 5, 0], 16, 52],
    [[5, 5, 5, 1], 16, 56],
    [[4, 4, 4, 4], 16, 124],
    [[8, 8, 8, 0], 32, 52],
    [[10, 10, 10, 0], 32, 52],
  ] satisfies [Bits, 16 | 32, number][]) {
    it(`shows the colours of ${bits.join(', ')} bits after a header of ${headerBytes} bytes`, async () => {
      await expectQuartered(await shown(bmpOf(bits, pixelBits, headerBytes)), 8);
    });
  }

  it('keeps alpha, unless every pixel is fully transparent', async () => {
    const alphaOf = async (alpha: number) =>
      (
        await sharp(await shown(bmpOf([4, 4, 4, 4], 16, 56, alpha)))
          .ensureAlpha()
          .raw()
          .toBuffer()
      )[3];

    expect([await alphaOf(0.4), await alphaOf(0)]).to.deep.equal([102, 255]);
  });

  it('shows the colours of a short header whose masks have alpha', async () => {
    const image = bmpOf([8, 8, 8, 8], 32, 56);
    image.writeUInt32LE(40, 14);
    image.writeUInt32LE(6, 30);

    await expectQuartered(await shown(image), 8);
  });

  for (const mask of [0x3e1, 0x8400]) {
    it(`rejects a mask of 0x${mask.toString(16)}, which overlaps another or has a gap`, async () => {
      const image = bmpOf([5, 6, 5, 0], 16, 52);
      image.writeUInt32LE(mask, 58);

      await expectRejected(image, 'corrupt-image');
    });
  }

  it('rejects a BMP that is cut off', async () => {
    await expectRejected(bmpOf([5, 6, 5, 0], 16, 52).subarray(0, -2), 'corrupt-image');
  });
});
