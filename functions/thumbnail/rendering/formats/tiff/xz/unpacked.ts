/** The unpacked data of a block. It is the dictionary, too. */
export interface Unpacked {
  bytes: Buffer;
  /** How many bytes are unpacked. */
  reached: number;
  /** The start of the dictionary. Nothing before it is repeated. */
  start: number;
}

/**
 * Repeats earlier data.
 *
 * @param distance 0 is the previous byte
 * @param end of the chunk
 * @throws {RangeError} when the repetition begins before the dictionary, or ends after the chunk
 */
export function repeat(unpacked: Unpacked, distance: number, length: number, end: number): void {
  const { bytes, reached, start } = unpacked;
  if (distance >= reached - start || reached + length > end) {
    throw new RangeError('A chunk of the LZMA data is damaged.');
  }
  // Byte by byte, because a repetition may overlap itself.
  for (let at = reached; at < reached + length; at += 1) bytes[at] = bytes[at - distance - 1] ?? 0;
  unpacked.reached += length;
}
