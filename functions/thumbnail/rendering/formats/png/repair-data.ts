import { constants, crc32, deflateSync, inflateRawSync, inflateSync } from 'node:zlib';
import { untilTruncated } from '../until-truncated.ts';
import { chunkNumber, chunkOf, chunksOf } from './chunks.ts';

const data = chunkNumber('IDAT');
const channelsOf: Partial<Record<number, number>> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };
/** The first pixel of each pass of an interlaced picture, and its distance to the next one. */
const passes = [
  [0, 0, 8, 8],
  [4, 0, 8, 8],
  [0, 4, 4, 8],
  [2, 0, 4, 4],
  [0, 2, 2, 4],
  [1, 0, 2, 2],
  [0, 1, 1, 2],
] as const;

/** The header of compressed data with the largest window. The window that a header declares may be too small. */
const zlibHeader = Buffer.from([0x78, 0x01]);

/** Max bytes of the rows, which are held twice. */
const maxBytes = 64 * 1024 ** 2;

/**
 * Returns a PNG whose picture is compressed anew, if every row is there. Each part of the picture has two checksums, of its chunk and
 * of all its rows: one that is right shows that the other one is wrong, not the picture.
 *
 * @returns undefined when rows are missing, both checksums are wrong, or nothing would change
 */
export function repairData(png: Buffer): Buffer | undefined {
  const parts: Buffer[] = [];
  let dataAt = 0;
  let areChunksRight = true;
  untilTruncated(() => {
    for (const { type, at, content, next } of chunksOf(png)) {
      if (type !== data && parts.length > 0) break;
      if (type !== data) continue;
      if (parts.length === 0) dataAt = at;
      parts.push(png.subarray(content, next - 4));
      areChunksRight &&= next > png.length || png.readUInt32BE(next - 4) === crc32(png.subarray(at + 4, next - 4));
    }
  });
  const rows = rowsOf(Buffer.concat(parts), areChunksRight);
  const neededBytes = rowBytes(png);
  if (!rows || neededBytes === undefined || rows.length < neededBytes) return undefined;
  const picture = chunkOf('IDAT', deflateSync(rows.subarray(0, neededBytes), { level: 1 }));
  const repaired = Buffer.concat([png.subarray(0, dataAt), picture, chunkOf('IEND', Buffer.of())]);
  return repaired.equals(png) ? undefined : repaired;
}

/** Decompresses the rows, as far as there are any. Returns undefined when a checksum or the data shows damage. */
function rowsOf(compressed: Buffer, areChunksRight: boolean): Buffer | undefined {
  const withoutHeader = compressed.subarray(zlibHeader.length);
  const options = { finishFlush: constants.Z_SYNC_FLUSH, maxOutputLength: maxBytes };
  try {
    return inflateSync(Buffer.concat([zlibHeader, withoutHeader]), options);
  } catch {
    // The checksum of the rows may be wrong, which the other way of decompressing does not read.
  }
  try {
    return areChunksRight ? inflateRawSync(withoutHeader, options) : undefined;
  } catch {
    return undefined;
  }
}

/** Returns the bytes of all rows, each with the byte of its filter; undefined when the header is not valid. */
function rowBytes(png: Buffer): number | undefined {
  const [width, height, bits, colourType] = [
    png.readUInt32BE(16),
    png.readUInt32BE(20),
    png.readUInt8(24),
    png.readUInt8(25),
  ];
  const channels = channelsOf[colourType];
  if (channels === undefined) return undefined;
  return (png.readUInt8(28) === 0 ? [[0, 0, 1, 1] as const] : passes).reduce((sum, [left, top, across, down]) => {
    const [columns, rows] = [Math.ceil((width - left) / across), Math.ceil((height - top) / down)];
    return columns > 0 && rows > 0 ? sum + rows * (1 + Math.ceil((columns * bits * channels) / 8)) : sum;
  }, 0);
}
