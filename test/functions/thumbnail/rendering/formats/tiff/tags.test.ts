import { expect } from 'chai';
import { firstPageOf } from '../../../../../../functions/thumbnail/rendering/formats/tiff/first-page.ts';
import { readTags } from '../../../../../../functions/thumbnail/rendering/formats/tiff/tags.ts';

const tag = 40_000;
const valuesAt = 48;

/** Each type of values: its number, its bytes, its values, and what they are. */
const types: Record<string, [type: number, stored: string, values: number[]]> = {
  'unsigned bytes': [1, 'ff05', [255, 5]],
  'unsigned shorts': [3, 'fffe0005', [65_534, 5]],
  'unsigned longs': [4, 'fffffffe00000005', [4_294_967_294, 5]],
  'unsigned fractions': [5, 'fffffffe00000002', [2_147_483_647]],
  'signed bytes': [6, 'ff05', [-1, 5]],
  'signed shorts': [8, 'fffe0005', [-2, 5]],
  'signed longs': [9, 'fffffffe00000005', [-2, 5]],
  'signed fractions': [10, 'fffffffd00000002', [-1.5]],
  'floating point numbers': [11, 'c0200000', [-2.5]],
  doubles: [12, 'c004000000000000', [-2.5]],
  'unsigned 64 bits': [16, '0000000100000000', [4_294_967_296]],
  'signed 64 bits': [17, 'fffffffffffffffd', [-3]],
};

describe('readTags', () => {
  for (const [name, [type, stored, values]] of Object.entries(types)) {
    it(`reads ${name}, whether they are in their tag or elsewhere`, () => {
      const bytes = Buffer.from(stored, 'hex');
      for (const isBig of [false, true]) {
        const tiff = tiffWithTag(isBig, type, values.length, bytes);

        expect(readTags(tiff, firstPageOf(tiff)).tags.get(tag)).to.deep.equal(values);
      }
    });
  }
});

/** Returns a big-endian TIFF, or BigTIFF, that has one tag. */
function tiffWithTag(isBig: boolean, type: number, count: number, values: Buffer): Buffer {
  const tiff = Buffer.alloc(valuesAt + values.length);
  tiff.write(isBig ? 'MM\0+\0\x08' : 'MM\0*', 'latin1');
  const start = isBig ? 16 : 8;
  tiff.writeUInt32BE(start, isBig ? 12 : 4);
  tiff.writeUInt16BE(1, isBig ? start + 6 : start);
  const at = start + (isBig ? 8 : 2);
  tiff.writeUInt16BE(tag, at);
  tiff.writeUInt16BE(type, at + 2);
  tiff.writeUInt32BE(count, at + (isBig ? 8 : 4));
  const place = at + (isBig ? 12 : 8);
  if (values.length <= (isBig ? 8 : 4)) values.copy(tiff, place);
  else tiff.writeUInt32BE(valuesAt, place);
  values.copy(tiff, valuesAt);
  return tiff;
}
