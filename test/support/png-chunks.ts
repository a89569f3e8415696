import { crc32 } from 'node:zlib';

/** The length of the signature and the header. */
const headBytes = 33;
/** The length of the chunk that ends an image. */
const endBytes = 12;

/** Returns a chunk with its length and checksum. https://www.w3.org/TR/png-3/#5Chunk-layout */
export function pngChunk(type: string, content: Uint8Array): Buffer {
  const typed = Buffer.concat([Buffer.from(type, 'latin1'), content]);
  const chunk = Buffer.alloc(4 + typed.length + 4);
  chunk.writeUInt32BE(content.length);
  typed.copy(chunk, 4);
  chunk.writeUInt32BE(crc32(typed), 4 + typed.length);
  return chunk;
}

/** Inserts chunks after a PNG's header, and others before its end. */
export function withChunks(png: Buffer, first: readonly Buffer[], last: readonly Buffer[] = []): Buffer {
  return Buffer.concat([
    png.subarray(0, headBytes),
    ...first,
    png.subarray(headBytes, -endBytes),
    ...last,
    png.subarray(-endBytes),
  ]);
}
