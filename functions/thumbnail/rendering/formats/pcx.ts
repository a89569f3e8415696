import type { MagickHeader } from './format.ts';
import { hasBytes } from './has-bytes.ts';
import { magickFormat, soleCoder } from './magick-format.ts';

/** Its signature is a single byte, so what follows has to be possible: version, compression, bits of a sample. */
const header = [10, [0, 2, 3, 4, 5], [0, 1], [1, 2, 4, 8]];

/** http://www.fileformat.info/format/pcx/egff.htm */
export const pcx = magickFormat({
  matches: (beginning) => hasBytes(beginning, header),
  loader: soleCoder('PCX', pcxSize),
});

/** @throws {RangeError} when the data is truncated */
export function pcxSize(image: Buffer): MagickHeader {
  const [left, top, right, bottom] = [4, 6, 8, 10].map((at) => image.readUInt16LE(at));
  return { width: (right ?? 0) - (left ?? 0) + 1, height: (bottom ?? 0) - (top ?? 0) + 1 };
}
