import { freeBytes } from '../free-bytes.ts';

/**
 * glibc returns larger memory to Linux each time, which then takes a page fault for every 4 kB of it.
 * https://man7.org/linux/man-pages/man3/mallopt.3.html (`M_MMAP_THRESHOLD`)
 */
const maxBytesOfGlibc = 32 * 1024 ** 2;
/** The min share of the memory that a body uses, so that a small one does not hold what it does not need. */
const minShare = 0.5;

let kept: ArrayBuffer | undefined;

/** Returns memory for a body: that of the last one, if it was kept and is not much larger, or else new memory. Its content is undefined. */
export function takeBodyMemory(bytes: number): Buffer {
  const last = kept;
  kept = undefined;
  if (last && bytes <= last.byteLength && bytes >= last.byteLength * minShare) return Buffer.from(last, 0, bytes);
  // Before there is new memory, so that the process never has both.
  if (last) freeBytes(new Uint8Array(last));
  return Buffer.allocUnsafe(bytes);
}

/** Frees the memory of a body that nothing reads any more, or keeps it for the next body if it is large. */
export function releaseBodyMemory(body: Uint8Array): void {
  if (body.buffer instanceof ArrayBuffer && body.buffer.byteLength > maxBytesOfGlibc) kept = body.buffer;
  else freeBytes(body);
}
