import { createLzmaDecoder, type LzmaProperties } from './lzma.ts';
import type { Unpacked } from './unpacked.ts';

/** Control bytes. A larger one begins a chunk of LZMA, and tells in two bits what is forgotten. */
const [endOfData, storedAfterReset, stored, lzma] = [0, 1, 2, 0x80];
const [resetsState, hasProperties, resetsDictionary] = [1, 2, 3];
const maxLiteralBits = 4;

/**
 * Unpacks a block of LZMA2. https://github.com/tukaani-project/xz/blob/master/src/liblzma/lzma/lzma2_decoder.c
 *
 * @param at the start of the block in the data
 * @param unpacked the data is appended to it
 * @returns the position after the block
 * @throws {RangeError} when the block is damaged or truncated, or unpacks to more than there is room for
 */
export function unpackLzma2(data: Buffer, at: number, unpacked: Unpacked): number {
  const decoder = createLzmaDecoder(unpacked);
  for (let chunkAt = at, isFirst = true; ; isFirst = false) {
    const control = data.readUInt8(chunkAt);
    if (control === endOfData) return chunkAt + 1;
    const isLzma = control >= lzma;
    const reset = isLzma ? (control >> 5) & 3 : control === storedAfterReset ? resetsDictionary : 0;
    if ((!isLzma && control > stored) || (isFirst && reset !== resetsDictionary)) throw damaged();
    if (reset === resetsDictionary) unpacked.start = unpacked.reached;
    const bytes = data.readUInt16BE(chunkAt + 1) + 1 + (isLzma ? (control & 0x1f) << 16 : 0);
    if (unpacked.reached + bytes > unpacked.bytes.length) {
      throw new RangeError(`The LZMA data unpacks to more than ${unpacked.bytes.length} bytes.`);
    }
    if (!isLzma) {
      const [start, end] = [chunkAt + 3, chunkAt + 3 + bytes];
      unpacked.reached += partOf(data, start, end).copy(unpacked.bytes, unpacked.reached);
      chunkAt = end;
      continue;
    }
    const start = chunkAt + (reset >= hasProperties ? 6 : 5);
    const end = start + data.readUInt16BE(chunkAt + 3) + 1;
    if (reset >= hasProperties) decoder.reset(propertiesOf(data.readUInt8(chunkAt + 5)));
    else if (reset === resetsState) decoder.reset();
    decoder.unpack(partOf(data, start, end), bytes);
    chunkAt = end;
  }
}

function propertiesOf(byte: number): LzmaProperties {
  const contextBits = byte % 9;
  const literalPositionBits = Math.floor(byte / 9) % 5;
  const positionBits = Math.floor(byte / 45);
  if (positionBits > 4 || contextBits + literalPositionBits > maxLiteralBits) throw damaged();
  return { contextBits, literalPositionBits, positionBits };
}

function partOf(data: Buffer, start: number, end: number): Buffer {
  if (end > data.length) throw new RangeError('The LZMA data is cut off.');
  return data.subarray(start, end);
}

function damaged(): RangeError {
  return new RangeError('A chunk of the LZMA data is damaged.');
}
