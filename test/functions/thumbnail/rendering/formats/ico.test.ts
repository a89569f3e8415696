import { expect } from 'chai';
import sharp from 'sharp';
import { expectQuartered, quarterAt } from '../../../../support/pictures.ts';
import { expectRejected, thumbnailOf } from '../../../../support/render-one.ts';

const side = 16;

/** A bitmap of an icon whose pixels have no alpha, and whose mask hides the upper half. */
function withoutAlpha(colourAt: (x: number, y: number) => readonly number[], bits = 32): Buffer {
  const header = Buffer.alloc(40);
  header.writeUInt32LE(40);
  header.writeInt32LE(side, 4);
  header.writeInt32LE(2 * side, 8);
  header.writeUInt16LE(1, 12);
  header.writeUInt16LE(bits, 14);
  const pixels = Array.from({ length: side * side }, (_, pixel) => {
    const [x, y] = [((pixel % side) + 0.5) / side, (side - 0.5 - Math.floor(pixel / side)) / side];
    return Buffer.from([...colourAt(x, y)].reverse().concat(bits === 32 ? [0] : []));
  });
  const mask = Buffer.alloc(side * 4);
  // The rows are stored bottom-up.
  mask.fill(0xff, (side / 2) * 4);
  return Buffer.concat([header, ...pixels, mask]);
}

function iconOf(kind: 'icon' | 'cursor', bitmaps: readonly Buffer[]): Buffer {
  const entries = Buffer.alloc(6 + 16 * bitmaps.length);
  entries.writeUInt16LE(kind === 'icon' ? 1 : 2, 2);
  entries.writeUInt16LE(bitmaps.length, 4);
  let offset = entries.length;
  for (const [index, bitmap] of bitmaps.entries()) {
    const at = 6 + 16 * index;
    entries.set([side, side], at);
    entries.writeUInt32LE(bitmap.length, at + 8);
    entries.writeUInt32LE(offset, at + 12);
    offset += bitmap.length;
  }
  return Buffer.concat([entries, ...bitmaps]);
}

describe('ico', () => {
  for (const kind of ['icon', 'cursor'] as const) {
    it(`takes the alpha of a ${kind} from its mask, if every pixel has an alpha of 0`, async () => {
      const thumbnail = await thumbnailOf(iconOf(kind, [withoutAlpha(quarterAt)]));

      await expectQuartered(thumbnail ?? Buffer.of(), 255);
      const { data, info } = await sharp(thumbnail).raw().toBuffer({ resolveWithObject: true });
      expect([data[3], data[data.length - 1], info.channels]).to.deep.equal([0, 255, 4]);
    });

    it(`shows the bitmap with the highest bit depth of a ${kind}, if all have one size`, async () => {
      const thumbnail = await thumbnailOf(iconOf(kind, [withoutAlpha(() => [1, 2, 3], 24), withoutAlpha(quarterAt)]));

      const { data, info } = await sharp(thumbnail).raw().toBuffer({ resolveWithObject: true });
      const lastRow = (info.height - 1) * info.width * info.channels;
      expect([...data.subarray(lastRow, lastRow + 3)]).to.deep.equal([40, 60, 210]);
    });
  }

  it('rejects an icon of a negative size', async () => {
    const bitmap = withoutAlpha(quarterAt);
    bitmap.writeInt32LE(-side, 4);

    const { message } = await expectRejected(iconOf('icon', [bitmap]), 'corrupt-image');
    expect(message).to.include('no size');
  });
});
