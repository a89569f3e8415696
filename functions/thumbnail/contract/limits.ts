/** The memory that is resident before any image: Node.js with sharp and the AWS SDK, after some images. See docs/hardening.md. */
const idleMegabytes = 120;

/**
 * Returns the bytes that an image may take in a function with so many megabytes of memory: half of what is left. The other half is
 * for errors of the estimate, and for memory of earlier images that the process has not returned yet.
 */
export function renderingMemory(memoryMegabytes: number): number {
  return (Math.max(0, memoryMegabytes - idleMegabytes) * 1024 ** 2) / 2;
}

/** https://docs.aws.amazon.com/lambda/latest/dg/configuration-memory.html */
const megabytesOfOneCpu = 1769;

/**
 * Returns the milliseconds of CPU time that an image may take: three quarters of what the function has while it may render. An image
 * that takes too much is then rejected before time runs out, unless the machine is slow. Rendering mostly uses one thread.
 */
export function renderingCpuMs(maxRenderSeconds: number, memoryMegabytes: number): number {
  return Math.round(maxRenderSeconds * 1000 * Math.min(1, memoryMegabytes / megabytesOfOneCpu) * 0.75);
}

/** The milliseconds of an invocation that are not for rendering. */
export const reservedMs = {
  /** All attempts at one call of S3 that does not answer, the waits between them, and `exit`. */
  storage: 8000,
  /** Reporting that there was no time, before Lambda kills the function. */
  exit: 1000,
} as const;
