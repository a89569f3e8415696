import { expect } from 'chai';
import sharp from 'sharp';
import { Rejection } from '../../../../../../functions/thumbnail/errors.ts';
import { rewritingOfIndexes } from '../../../../../../functions/thumbnail/rendering/formats/bmp/rewrite-indexes.ts';
import { expectError } from '../../../../../support/expect-error.ts';
import { thumbnailOf } from '../../../../../support/render-one.ts';

const [red, white] = [
  [0, 0, 255, 0],
  [255, 255, 255, 0],
];
const side = 4;

interface Drawn {
  bits: number;
  colours: number;
  headerBytes?: number;
  compression?: number;
  pixels: readonly number[];
}

/** Draws a square after a palette of red and white. */
function bmpOf({ bits, colours, headerBytes = 40, compression = 0, pixels }: Drawn): Buffer {
  const palette = Buffer.from([...red, ...white]);
  const head = Buffer.alloc(14 + 40);
  head.write('BM');
  head.writeUInt32LE(14 + headerBytes + palette.length, 10);
  head.writeUInt32LE(headerBytes, 14);
  head.writeInt32LE(side, 18);
  head.writeInt32LE(side, 22);
  head.writeUInt16LE(1, 26);
  head.writeUInt16LE(bits, 28);
  head.writeUInt32LE(compression, 30);
  head.writeUInt32LE(colours, 46);
  return Buffer.concat([head.subarray(0, 14 + headerBytes), palette, Buffer.from(pixels)]);
}

/** Returns the indexes of the first row in the file. */
function firstRow(drawn: Drawn): number[] {
  const rewritten = rewritingOfIndexes(bmpOf(drawn))?.image() ?? Buffer.of();
  return [...rewritten.subarray(rewritten.readUInt32LE(10)).subarray(0, side)];
}

const rows = (row: readonly number[]) => Array.from({ length: side }, () => row).flat();

describe('rewritingOfIndexes', () => {
  it('shows colours beyond the palette as black', async () => {
    const image = bmpOf({ bits: 4, colours: 2, pixels: rows([0x01, 0x2f, 0, 0]) });
    const shown = await sharp(await thumbnailOf(image))
      .removeAlpha()
      .raw()
      .toBuffer();

    expect([...shown.subarray(0, 12)]).to.deep.equal([255, 0, 0, 255, 255, 255, 0, 0, 0, 0, 0, 0]);
  });

  for (const [kind, drawn] of Object.entries({
    '2 bits a pixel': { bits: 2, colours: 0, pixels: rows([0b00_01_01_00, 0, 0, 0]) },
    'more colours than pixels can have': { bits: 4, colours: 300, pixels: rows([0x01, 0x10, 0, 0]) },
    'a header of 16 bytes': { bits: 1, colours: 0, headerBytes: 16, pixels: rows([0b0110_0000, 0, 0, 0]) },
    runs: { bits: 8, colours: 0, compression: 1, pixels: [1, 0, 2, 1, 0, 1] },
  })) {
    it(`reads ${kind}`, () => {
      expect(firstRow(drawn)).to.deep.equal([0, 1, 1, 0]);
    });
  }

  it('leaves what the decoder reads', () => {
    const read = [0, 16].map((colours) => bmpOf({ bits: 4, colours, pixels: rows([0, 0, 0, 0]) }));
    expect(read.map(rewritingOfIndexes)).to.deep.equal([undefined, undefined]);
  });

  it('rejects a BMP that is cut off', async () => {
    const image = bmpOf({ bits: 2, colours: 0, pixels: rows([0, 0, 0, 0]).slice(1) });

    await expectError(Rejection, 'corrupt-image', () => rewritingOfIndexes(image)?.image());
  });
});
