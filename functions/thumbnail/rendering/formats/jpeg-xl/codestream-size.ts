import type { MagickHeader } from '../format.ts';

/** The aspect ratio of each code. After the code 0, the width follows. */
const ratios = [undefined, 1, 12 / 10, 4 / 3, 3 / 2, 16 / 9, 5 / 4, 2];
const sizeBits = [9, 13, 18, 30];

/**
 * Returns the stored size and the EXIF orientation of a JPEG XL, from the beginning of its codestream. ISO/IEC 18181-1, annexes B
 * and D
 *
 * @throws {RangeError} when the data is truncated
 */
export function codestreamSize(codestream: Buffer): MagickHeader {
  const bits = bitReader(codestream.subarray(2));
  const isSmall = bits(1) === 1;
  const side = () => (isSmall ? (bits(5) + 1) * 8 : bits(sizeBits[bits(2)] ?? 0) + 1);
  const height = side();
  const ratio = ratios[bits(3)];
  const width = ratio === undefined ? side() : Math.floor(height * ratio);
  const isAllDefault = bits(1) === 1;
  const hasExtraFields = !isAllDefault && bits(1) === 1;
  const orientation = hasExtraFields ? bits(3) + 1 : 1;
  return { width, height, orientation };
}

/** Returns a reader of numbers, lowest bit first. */
function bitReader(data: Buffer): (count: number) => number {
  let at = 0;
  return (count) => {
    let value = 0;
    for (let bit = 0; bit < count; bit += 1, at += 1) value += ((data.readUInt8(at >> 3) >> (at & 7)) & 1) * 2 ** bit;
    return value;
  };
}
