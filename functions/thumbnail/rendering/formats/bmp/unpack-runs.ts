import { Rejection } from '../../../errors.ts';
import type { Size } from '../../types.ts';

const [endOfRow, endOfPicture, skip] = [0, 1, 2];

/**
 * Unpacks run-length encoded colour indexes of 4 or 8 bits. Pixels that the data skip have the index 0, and pixels beyond the end of a
 * row are left out. https://learn.microsoft.com/en-us/windows/win32/gdi/bitmap-compression
 *
 * @returns rows of `rowBytes`, in the order of the file
 * @throws {Rejection} when the data are cut off
 */
export function unpackRuns(data: Buffer, bits: number, { width, height }: Size, rowBytes: number): Buffer {
  const indexes = Buffer.alloc(rowBytes * height);
  let [at, column, row] = [0, 0, 0];
  const byteAt = (position: number) => {
    const byte = data[position];
    if (byte === undefined) {
      throw new Rejection('corrupt-image', `The bmp image is cut off: it ends in row ${row + 1} of ${height}.`);
    }
    return byte;
  };
  const write = (byte: number, pixel: number) => {
    const index = bits === 8 ? byte : pixel % 2 === 0 ? byte >> 4 : byte & 0xf;
    if (column < width) indexes[row * rowBytes + column] = index;
    column += 1;
  };
  const isWhole = () => row >= height || (row === height - 1 && column >= width && at >= data.length);
  while (!isWhole()) {
    const [count, value] = [byteAt(at), byteAt(at + 1)];
    at += 2;
    if (count > 0) {
      for (let pixel = 0; pixel < count; pixel += 1) write(value, pixel);
    } else if (value === endOfRow) {
      [column, row] = [0, row + 1];
    } else if (value === endOfPicture) {
      break;
    } else if (value === skip) {
      [column, row] = [column + byteAt(at), row + byteAt(at + 1)];
      at += 2;
    } else {
      for (let pixel = 0; pixel < value; pixel += 1) write(byteAt(at + ((pixel * bits) >> 3)), pixel);
      at += 2 * Math.ceil((value * bits) / 16);
    }
  }
  return indexes;
}
