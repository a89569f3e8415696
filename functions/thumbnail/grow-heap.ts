import { setFlagsFromString } from 'node:v8';

/** V8 ignores an unknown flag, so a test checks that it knows this one. */
export const heapFlag = '--heap-growing-percent=400';

/**
 * Lets the heap grow to five times its live size before V8 collects all garbage. V8 counts the bodies of images towards this limit,
 * but derives the limit from the small heap of JavaScript. By default it therefore collects all garbage for almost every large photo,
 * which takes up to half of the CPU time of an invocation. See docs/performance.md.
 */
export function growHeap(): void {
  setFlagsFromString(heapFlag);
}
