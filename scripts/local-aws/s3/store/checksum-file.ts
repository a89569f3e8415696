import { closeSync, readSync } from 'node:fs';
import { setImmediate } from 'node:timers/promises';
import { type ChecksumAlgorithm, type ObjectChecksum, startChecksum } from '../checksums.ts';

/**
 * Every file is read into this one piece, which stays in the processor's cache. A new buffer for each file would take twice the CPU
 * time.
 */
const piece = Buffer.allocUnsafe(256 * 1024);

/** Reads an open file to its end, and closes it. Returns its size in bytes and its checksum. */
export async function checksumFile(
  file: number,
  algorithm: ChecksumAlgorithm,
): Promise<{ size: number; checksum: ObjectChecksum }> {
  try {
    const running = await startChecksum(algorithm);
    let size = 0;
    for (let bytesRead = readSync(file, piece); bytesRead > 0; bytesRead = readSync(file, piece)) {
      running.update(piece.subarray(0, bytesRead));
      size += bytesRead;
      // Lets requests be answered while a large file is read.
      await setImmediate();
    }
    return { size, checksum: { algorithm, type: 'FULL_OBJECT', value: await running.digest() } };
  } finally {
    closeSync(file);
  }
}
