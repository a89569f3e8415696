import type { Rewriting } from '../format.ts';

const [fileHeaderBytes, infoHeaderBytes, entryBytes, maxPaletteBits] = [14, 40, 4, 8];
const [fileBytesAt, pixelsAt, bitsAt, coloursAt] = [2, 10, 28, 46];

/**
 * Returns how to add the missing entries to a short palette: the decoder rejects pixels that exceed it, which are black in browsers.
 * Returns undefined if no entries are missing.
 *
 * @throws {RangeError} when the header is truncated
 */
export function rewritingOfPalette(image: Buffer): Rewriting | undefined {
  const headerBytes = image.readUInt32LE(fileHeaderBytes);
  const [bits, colours] = [image.readUInt16LE(bitsAt), image.readUInt32LE(coloursAt)];
  const hasPalette = headerBytes >= infoHeaderBytes && bits >= 1 && bits <= maxPaletteBits;
  if (!hasPalette || colours === 0 || colours >= 2 ** bits) return undefined;
  const paletteAt = fileHeaderBytes + headerBytes;
  const head = Buffer.alloc(paletteAt + 2 ** bits * entryBytes);
  return {
    bytes: head.length + image.length,
    image() {
      const pixels = image.subarray(image.readUInt32LE(pixelsAt));
      image.copy(head, 0, 0, paletteAt + colours * entryBytes);
      head.writeUInt32LE(head.length + pixels.length, fileBytesAt);
      head.writeUInt32LE(head.length, pixelsAt);
      head.writeUInt32LE(2 ** bits, coloursAt);
      return Buffer.concat([head, pixels]);
    },
  };
}
