import { Rejection } from '../../errors.ts';
import type { Inspection, MagickHeader } from './format.ts';
import { hasBytes } from './has-bytes.ts';
import { magickFormat, soleCoder } from './magick-format.ts';

/** The signature is a single byte, so the next fields must be valid too: version, compression, bits of a sample. */
const header = [10, [0, 2, 3, 4, 5], [0, 1], [1, 2, 4, 8]];
const headerBytes = 128;
const minCount = 0xc0;

/** http://www.fileformat.info/format/pcx/egff.htm */
export const pcx = magickFormat({
  matches: (beginning) => hasBytes(beginning, header),
  inspect: inspectPcx,
  loader: soleCoder('PCX', pcxSize),
});

export function inspectPcx(image: Buffer): Inspection {
  const hasTwoColours = image[3] === 1 && image[65] === 1;
  const finish = hasTwoColours ? async () => inverted(image) : undefined;
  return { image, strictness: 'warning', finish };
}

/** @throws {RangeError} when the data is truncated */
export function pcxSize(image: Buffer): MagickHeader {
  const [left, top, right, bottom] = [4, 6, 8, 10].map((at) => image.readUInt16LE(at));
  return { width: (right ?? 0) - (left ?? 0) + 1, height: (bottom ?? 0) - (top ?? 0) + 1 };
}

/** Inverts a picture of two colours, and decompresses it: the decoder would show black as white. */
function inverted(image: Buffer): Buffer {
  const bytes = image.readUInt16LE(66) * pcxSize(image).height;
  const data = image.subarray(headerBytes);
  const pixels = image[2] === 0 ? data : unpacked(data, bytes);
  const inverted = Buffer.concat([image.subarray(0, headerBytes), pixels.map((byte) => byte ^ 0xff)]);
  inverted.writeUInt8(0, 2);
  return inverted;
}

/** In run-length encoding, a byte with both high bits set is the count of the next byte. */
function unpacked(data: Buffer, bytes: number): Buffer {
  const pixels = Buffer.alloc(bytes);
  let [at, reached] = [0, 0];
  while (reached < bytes) {
    const byte = data[at] ?? 0;
    const isRun = byte >= minCount;
    const value = data[isRun ? at + 1 : at];
    if (value === undefined) throw new Rejection('corrupt-image', 'The pcx image is cut off.');
    const end = isRun ? reached + byte - minCount : reached + 1;
    pixels.fill(value, reached, Math.min(end, bytes));
    reached = end;
    at += isRun ? 2 : 1;
  }
  return pixels;
}
