import { setFlagsFromString } from 'node:v8';

/** V8 ignores a flag that it does not know, so a test looks whether it does. */
export const heapFlag = '--heap-growing-percent=400';

/**
 * Lets V8 use five times the memory that is in use before it collects all garbage. V8 counts the bodies of images towards a limit
 * that it derives from the small heap of JavaScript, so by default it collects everything for almost every large photo, which takes
 * up to half of the CPU time of an invocation. See docs/performance.md.
 */
export function growHeap(): void {
  setFlagsFromString(heapFlag);
}
