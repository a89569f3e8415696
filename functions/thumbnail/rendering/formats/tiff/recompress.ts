import { deflateSync } from 'node:zlib';
import { type TiffPage, tagsOf } from './first-page.ts';
import type { Layout } from './layout.ts';
import { maxBytesOfPart, partCountOf, reversed } from './read-samples.ts';

const [compression, bitOrder] = [259, 266];
const [deflate, highBitFirst] = [8, 1];
const [long, long8] = [4, 16];

/**
 * Returns a TIFF whose first page is compressed by Deflate. Everything else stays as it is, so this works for any pixel format.
 *
 * @param tiff its tags are overwritten
 * @param unpack undoes the compression of a strip or tile
 * @throws {RangeError} when the data are damaged or truncated
 */
export function recompress(
  tiff: Buffer,
  page: TiffPage,
  layout: Layout,
  unpack: (data: Buffer, maxBytes: number) => Buffer,
): Buffer {
  const parts = layout.offsets.slice(0, partCountOf(layout)).map((start, index) => {
    const end = start + (layout.byteCounts[index] ?? 0);
    if (end > tiff.length) throw new RangeError('It is cut off.');
    const stored = tiff.subarray(start, end);
    const data = unpack(layout.isReversed ? reversed(stored) : stored, maxBytesOfPart(layout));
    // Level 0 stores the data without compressing it.
    return deflateSync(data, { level: 0 });
  });
  const byteCounts = parts.map(({ length }) => length);
  let end = tiff.length;
  const appended: Buffer[] = [];
  const offsets = parts.map(append);
  const replaced = new Map([
    [compression, [deflate]],
    [bitOrder, [highBitFirst]],
    [layout.isTiled ? 324 : 273, offsets],
    [layout.isTiled ? 325 : 279, byteCounts],
  ]);
  const valueBytes = page.isBig ? 8 : 4;
  for (const { number, at } of tagsOf(page)) {
    const values = replaced.get(number);
    if (!values) continue;
    page.view.setUint16(at + 2, page.isBig ? long8 : long, page.isLittleEndian);
    writeNumber(tiff, at + 4, values.length);
    const bytes = Buffer.alloc(valueBytes * values.length);
    for (const [index, value] of values.entries()) writeNumber(bytes, index * valueBytes, value);
    if (values.length === 1) bytes.copy(tiff, at + 4 + valueBytes);
    else writeNumber(tiff, at + 4 + valueBytes, append(bytes));
  }
  return Buffer.concat([tiff, ...appended]);

  /** Returns the position that the bytes will have. */
  function append(bytes: Buffer): number {
    const start = end;
    end += bytes.length;
    appended.push(bytes);
    return start;
  }

  function writeNumber(data: Buffer, at: number, value: number): void {
    const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
    if (page.isBig) view.setBigUint64(at, BigInt(value), page.isLittleEndian);
    else view.setUint32(at, value, page.isLittleEndian);
  }
}
