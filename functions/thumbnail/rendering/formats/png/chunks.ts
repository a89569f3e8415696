import { crc32 } from 'node:zlib';

/** A chunk of a PNG. https://www.w3.org/TR/png-3/#5Chunk-layout */
export interface Chunk {
  /** Its name as a number: see `chunkNumber`. */
  type: number;
  at: number;
  /** The position of its content. */
  content: number;
  /** The position of the next chunk, after the checksum of this one. */
  next: number;
}

export const signatureBytes = 8;
/** The length, the type and the checksum. */
const overheadBytes = 12;

/**
 * Yields the chunks of a PNG.
 *
 * @throws {RangeError} when the data is truncated
 */
export function* chunksOf(image: Buffer): Iterable<Chunk> {
  for (let at = signatureBytes; at < image.length; ) {
    const type = image.readUInt32BE(at + 4);
    const next = at + overheadBytes + image.readUInt32BE(at);
    yield { type, at, content: at + 8, next };
    at = next;
  }
}

/** Returns a chunk with its length and checksum. */
export function chunkOf(name: string, content: Uint8Array): Buffer {
  const chunk = Buffer.alloc(overheadBytes + content.length);
  chunk.writeUInt32BE(content.length);
  chunk.write(name, 4, 'latin1');
  chunk.set(content, 8);
  chunk.writeUInt32BE(crc32(chunk.subarray(4, -4)), chunk.length - 4);
  return chunk;
}

/** Returns the type of a chunk: its name as a number. */
export function chunkNumber(name: string): number {
  return Buffer.from(name, 'latin1').readUInt32BE();
}
