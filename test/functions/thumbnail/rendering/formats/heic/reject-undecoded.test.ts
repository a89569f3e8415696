import { expect } from 'chai';
import { Rejection } from '../../../../../../functions/thumbnail/errors.ts';
import { rejectUndecoded } from '../../../../../../functions/thumbnail/rendering/formats/heic/reject-undecoded.ts';
import { readItems } from '../../../../../../functions/thumbnail/rendering/formats/iso-media/items.ts';
import { expectError } from '../../../../../support/expect-error.ts';
import { imageFixture } from '../../../../../support/image-fixture.ts';
import { expectRejected } from '../../../../../support/render-one.ts';

/** The displayed size of `grid.heic`, whose tiles are 64 x 64, and of `cropped.heic`. */
const [grid, cropped] = [
  { width: 128, height: 96 },
  { width: 160, height: 120 },
];

/** Pixels with a square in the green of what is not decoded. */
function withSquare(left: number, top: number, { width, height } = grid) {
  const [channels, side] = [3, 8];
  const pixels = Buffer.alloc(width * height * channels, 50);
  for (let y = top; y < top + side; y += 1) {
    for (let x = left; x < left + side; x += 1) pixels.set([0, 136, 0], (y * width + x) * channels);
  }
  return { width, height, channels, pixels };
}

describe('rejectUndecoded', () => {
  for (const file of ['quartered.heic', 'turned.heic', 'mirrored.heic', 'upside-down.heic', 'cropped.heic']) {
    it(`rejects ${file} with damage that ends its decoding`, async () => {
      const image = await imageFixture(file);
      const { dataStart = 0, dataEnd = 0 } = readItems(image)?.primary ?? {};
      const at = Math.round(dataStart + 0.4 * (dataEnd - dataStart));
      for (let offset = 0; offset < 6; offset += 1) image.writeUInt8(image.readUInt8(at + offset) ^ 0x5a, at + offset);

      const { message } = await expectRejected(image, 'corrupt-image');
      expect(message).to.contain('a part of it');
    });
  }

  it('looks at the end of each tile', async () => {
    const image = await imageFixture('grid.heic');
    for (const [left, top] of [
      [56, 56],
      [120, 56],
      [56, 88],
      [120, 88],
    ] as const) {
      await expectError(Rejection, 'corrupt-image', () => rejectUndecoded(image, withSquare(left, top)));
    }
  });

  it('looks at the end of what is shown of a cropped picture', async () => {
    const image = await imageFixture('cropped.heic');
    await expectError(Rejection, 'corrupt-image', () => rejectUndecoded(image, withSquare(152, 112, cropped)));
  });

  it('accepts the same green elsewhere', async () => {
    rejectUndecoded(await imageFixture('grid.heic'), withSquare(40, 40));
    rejectUndecoded(await imageFixture('cropped.heic'), withSquare(80, 80, cropped));
  });
});
