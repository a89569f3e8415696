/** A box of the ISO base media format. */
export interface Box {
  type: string;
  /** The bytes after its header. */
  content: Buffer;
}

/**
 * Walks through the boxes of a file, or those inside a box. ISO/IEC 14496-12, 4.2
 *
 * @throws {RangeError} when the data is truncated
 */
export function* boxesIn(data: Buffer): Iterable<Box> {
  for (let at = 0; at < data.length; ) {
    const size = data.readUInt32BE(at);
    const headerBytes = size === 1 ? 16 : 8;
    const end = at + boxBytes(data, at, size);
    if (end > data.length || end < at + headerBytes) throw new RangeError(`The box at ${at} is cut off.`);
    yield { type: data.toString('latin1', at + 4, at + 8), content: data.subarray(at + headerBytes, end) };
    at = end;
  }
}

function boxBytes(data: Buffer, at: number, size: number): number {
  // Only the last box may leave out its size.
  if (size === 0) return data.length - at;
  return size === 1 ? Number(data.readBigUInt64BE(at + 8)) : size;
}

/**
 * Returns the content of the first box of a type.
 *
 * @throws {RangeError} when there is none
 */
export function boxIn(data: Buffer, type: string): Buffer {
  for (const box of boxesIn(data)) if (box.type === type) return box.content;
  throw new RangeError(`There is no box ${type}.`);
}
