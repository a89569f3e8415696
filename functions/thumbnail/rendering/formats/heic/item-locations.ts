import { boxIn } from '../boxes.ts';
import { byteReader } from './byte-reader.ts';

/** A part of an item's data. */
interface Extent {
  offset: number;
  length: number;
}

/**
 * Returns whether the data of every item lie within the file. ISO/IEC 14496-12, 8.11.3
 *
 * @throws {RangeError} when the locations themselves are truncated
 */
export function isWithinFile(image: Buffer, meta: Buffer): boolean {
  for (const { offset, length } of fileExtents(boxIn(meta, 'iloc'))) if (offset + length > image.length) return false;
  return true;
}

function* fileExtents(iloc: Buffer): Iterable<Extent> {
  const version = iloc.readUInt8(0);
  const [offsetBytes, lengthBytes] = nibbles(iloc.readUInt8(4));
  const [baseBytes, indexBytes] = nibbles(iloc.readUInt8(5));
  const reader = byteReader(iloc.subarray(6));
  for (let count = reader.number(version < 2 ? 2 : 4); count > 0; count -= 1) {
    reader.skip(version < 2 ? 2 : 4);
    const method = version === 0 ? 0 : reader.number(2) & 15;
    const dataReference = reader.number(2);
    const base = reader.number(baseBytes);
    for (let extents = reader.number(2); extents > 0; extents -= 1) {
      if (version > 0) reader.skip(indexBytes);
      const offset = base + reader.number(offsetBytes);
      const length = reader.number(lengthBytes);
      // Other data lie in another box, or in another file.
      if (method === 0 && dataReference === 0) yield { offset, length };
    }
  }
}

function nibbles(byte: number): [number, number] {
  return [byte >> 4, byte & 15];
}
