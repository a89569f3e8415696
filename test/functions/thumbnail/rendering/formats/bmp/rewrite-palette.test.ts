import { expect } from 'chai';
import sharp from 'sharp';
import { rewritingOfPalette } from '../../../../../../functions/thumbnail/rendering/formats/bmp/rewrite-palette.ts';
import { thumbnailOf } from '../../../../../support/render-one.ts';

/** Draws a square of one column for each index, of 4 bits, after a palette of red and white. */
function bmpOf(indexes: readonly number[], colours: number): Buffer {
  const [pixelsAt, palette] = [54, Buffer.from([0, 0, 255, 0, 255, 255, 255, 0])];
  const head = Buffer.alloc(pixelsAt);
  head.write('BM');
  head.writeUInt32LE(pixelsAt + palette.length, 10);
  head.writeUInt32LE(40, 14);
  head.writeInt32LE(indexes.length, 18);
  head.writeInt32LE(indexes.length, 22);
  head.writeUInt16LE(1, 26);
  head.writeUInt16LE(4, 28);
  head.writeUInt32LE(colours, 46);
  const row = Buffer.alloc(4);
  for (const [at, index] of indexes.entries()) row[at >> 1] = (row[at >> 1] ?? 0) | (index << (at % 2 === 0 ? 4 : 0));
  return Buffer.concat([head, palette, ...indexes.map(() => row)]);
}

describe('rewritingOfPalette', () => {
  it('shows colours beyond the palette as black', async () => {
    const shown = await sharp(await thumbnailOf(bmpOf([0, 1, 2, 15], 2)))
      .removeAlpha()
      .raw()
      .toBuffer();

    expect([...shown.subarray(0, 12)]).to.deep.equal([255, 0, 0, 255, 255, 255, 0, 0, 0, 0, 0, 0]);
  });

  it('leaves a palette of all colours', () => {
    expect([0, 16].map((colours) => rewritingOfPalette(bmpOf([0], colours)))).to.deep.equal([undefined, undefined]);
  });
});
