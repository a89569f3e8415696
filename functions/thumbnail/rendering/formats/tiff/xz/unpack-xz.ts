import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { crc64 } from './crc64.ts';
import { unpackLzma2 } from './unpack-lzma2.ts';
import type { Unpacked } from './unpacked.ts';

const signature = Buffer.from('\xfd7zXZ\0', 'latin1');
const headerBytes = 12;
const [deltaFilter, lzma2Filter] = [0x03, 0x21];
/** More bytes would make a number that no strip has. */
const maxNumberBytes = 7;

/** How the data of a block is checked, by the number in the header: bytes of the check, and the check of some data. */
const checks: Partial<Record<number, { bytes: number; of: (data: Buffer) => Buffer }>> = {
  0: { bytes: 0, of: () => Buffer.of() },
  1: { bytes: 4, of: (data) => littleEndian(crc32(data)) },
  4: { bytes: 8, of: crc64 },
  10: { bytes: 32, of: (data) => createHash('sha256').update(data).digest() },
};

/**
 * Unpacks an xz stream of LZMA2, with delta filters or without. https://tukaani.org/xz/xz-file-format.txt
 *
 * @throws {RangeError} when the data is damaged or truncated, or unpacks to more than `maxBytes`
 */
export function unpackXz(data: Buffer, maxBytes: number): Buffer {
  const check = checks[data.readUInt8(7)];
  const flags = data.subarray(signature.length, 8);
  if (!data.subarray(0, signature.length).equals(signature) || !littleEndian(crc32(flags)).equals(data.subarray(8, 12)))
    throw new RangeError('The data does not begin like LZMA.');
  if (!check) throw new RangeError('The LZMA data has an unknown check.');
  const unpacked: Unpacked = { bytes: Buffer.alloc(maxBytes), reached: 0, start: 0 };
  // The index follows the blocks, and begins with a zero.
  for (let at = headerBytes; data.readUInt8(at) !== 0; ) {
    const { end, deltas } = readBlockHeader(data, at);
    const first = unpacked.reached;
    const packedEnd = unpackLzma2(data, end, unpacked);
    const block = unpacked.bytes.subarray(first, unpacked.reached);
    for (const distance of deltas.reverse()) undoDelta(block, distance);
    const checkAt = headerBytes + Math.ceil((packedEnd - headerBytes) / 4) * 4;
    at = checkAt + check.bytes;
    if (!check.of(block).equals(data.subarray(checkAt, at))) throw new RangeError('The LZMA data is damaged.');
  }
  return unpacked.bytes.subarray(0, unpacked.reached);
}

/** Returns the end of a block's header, and the distances of its delta filters. */
function readBlockHeader(data: Buffer, start: number): { end: number; deltas: number[] } {
  const end = start + (data.readUInt8(start) + 1) * 4;
  if (data.readUInt32LE(end - 4) !== crc32(data.subarray(start, end - 4))) {
    throw new RangeError('The header of the LZMA data is damaged.');
  }
  const flags = data.readUInt8(start + 1);
  let at = start + 2;
  const readNumber = () => {
    let value = 0;
    for (let place = 0; place < maxNumberBytes; place += 1, at += 1) {
      const byte = data.readUInt8(at);
      value += (byte & 0x7f) * 128 ** place;
      if (byte < 0x80) break;
    }
    at += 1;
    return value;
  };
  // The packed and the unpacked size.
  if (flags & 0x40) readNumber();
  if (flags & 0x80) readNumber();
  const deltas: number[] = [];
  for (let left = flags & 3; ; left -= 1) {
    const filter = readNumber();
    const properties = readNumber();
    if (filter !== (left === 0 ? lzma2Filter : deltaFilter) || properties !== 1) {
      throw new RangeError('The LZMA data has an unknown filter.');
    }
    if (left === 0) return { end, deltas };
    deltas.push(data.readUInt8(at) + 1);
    at += 1;
  }
}

/** Adds to each byte the one that lies `distance` before it. */
function undoDelta(block: Buffer, distance: number): void {
  for (let at = distance; at < block.length; at += 1) block[at] = (block[at] ?? 0) + (block[at - distance] ?? 0);
}

function littleEndian(checksum: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(checksum);
  return bytes;
}
