import { Rejection } from '../../../errors.ts';
import type { Size } from '../../types.ts';
import type { Rewriting } from '../format.ts';
import { unpackRuns } from './unpack-runs.ts';

const [fileHeaderBytes, infoHeaderBytes, shortestHeaderBytes, entryBytes] = [14, 40, 16, 4];
const [uncompressed, rle8, rle4] = [0, 1, 2];
const [bitsWritten, paletteBytesWritten] = [8, 256 * entryBytes];
const pixelsWrittenAt = fileHeaderBytes + infoHeaderBytes + paletteBytesWritten;

interface Indexed extends Size {
  isTopDown: boolean;
  bits: number;
  isRunLengthEncoded: boolean;
  pixelsAt: number;
  palette: Buffer;
}

/**
 * Returns how to rewrite a BMP with a palette, if the decoder rejects its kind: with runs, 2 bits a pixel, another number of colours
 * than its pixels may have, or a short header. Returns undefined for any other BMP.
 *
 * @throws {RangeError} when the header is truncated
 */
export function rewritingOfIndexes(image: Buffer): Rewriting | undefined {
  const headerBytes = image.readUInt32LE(fileHeaderBytes);
  if (headerBytes < shortestHeaderBytes) return undefined;
  const fieldAt = (at: number) => (at < fileHeaderBytes + headerBytes ? image.readUInt32LE(at) : 0);
  const [width, signedHeight, bits] = [image.readInt32LE(18), image.readInt32LE(22), image.readUInt16LE(28)];
  const [compression, colours, pixelsAt] = [fieldAt(30), fieldAt(46), image.readUInt32LE(10)];
  const isRunLengthEncoded = (compression === rle8 && bits === 8) || (compression === rle4 && bits === 4);
  const isKnown = [1, 2, 4, 8].includes(bits) && (compression === uncompressed || isRunLengthEncoded);
  const hasAllColours = colours === 0 || colours === 2 ** bits;
  const isRead = headerBytes >= infoHeaderBytes && hasAllColours && bits !== 2 && !isRunLengthEncoded;
  if (!isKnown || isRead || width < 1) return undefined;
  const paletteAt = fileHeaderBytes + headerBytes;
  const entries = Math.min(2 ** bits, colours || 2 ** bits);
  const palette = image.subarray(paletteAt, Math.min(pixelsAt, paletteAt + entries * entryBytes));
  const [height, isTopDown] = [Math.abs(signedHeight), signedHeight < 0];
  return {
    bytes: pixelsWrittenAt + rowBytesOf(width, bitsWritten) * height,
    image: () => withByteIndexes(image, { width, height, isTopDown, bits, isRunLengthEncoded, pixelsAt, palette }),
  };
}

/** @throws {Rejection} when pixels are missing */
function withByteIndexes(image: Buffer, indexed: Indexed): Buffer {
  const { width, height, isTopDown, bits, isRunLengthEncoded, pixelsAt, palette } = indexed;
  const data = image.subarray(pixelsAt);
  const rowBytes = rowBytesOf(width, bitsWritten);
  const indexes = isRunLengthEncoded
    ? unpackRuns(data, bits, { width, height }, rowBytes)
    : unpackBits(data, bits, { width, height }, rowBytes);
  // Colours beyond the palette are black, as in browsers.
  const head = Buffer.alloc(pixelsWrittenAt);
  head.write('BM', 'latin1');
  head.writeUInt32LE(head.length + indexes.length, 2);
  head.writeUInt32LE(head.length, 10);
  head.writeUInt32LE(infoHeaderBytes, fileHeaderBytes);
  head.writeInt32LE(width, 18);
  head.writeInt32LE(isTopDown ? -height : height, 22);
  head.writeUInt16LE(1, 26);
  head.writeUInt16LE(bitsWritten, 28);
  palette.copy(head, fileHeaderBytes + infoHeaderBytes);
  return Buffer.concat([head, indexes]);
}

/** @throws {Rejection} when pixels are missing */
function unpackBits(data: Buffer, bits: number, { width, height }: Size, rowBytesWritten: number): Buffer {
  const rowBytes = rowBytesOf(width, bits);
  if (data.length < rowBytes * height) {
    const problem = `The bmp image is cut off: it has ${data.length} bytes of pixels, expected ${rowBytes * height}.`;
    throw new Rejection('corrupt-image', problem);
  }
  const indexes = Buffer.alloc(rowBytesWritten * height);
  const perByte = 8 / bits;
  for (let row = 0; row < height; row += 1) {
    for (let column = 0; column < width; column += 1) {
      const byte = data[row * rowBytes + Math.floor(column / perByte)] ?? 0;
      const shift = 8 - bits * ((column % perByte) + 1);
      indexes[row * rowBytesWritten + column] = (byte >> shift) & (2 ** bits - 1);
    }
  }
  return indexes;
}

/** Rows end at a multiple of 4 bytes. */
function rowBytesOf(width: number, bits: number): number {
  return Math.ceil((width * bits) / 32) * 4;
}
