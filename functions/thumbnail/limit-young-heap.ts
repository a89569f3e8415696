import { getHeapSpaceStatistics, setFlagsFromString } from 'node:v8';

/** The max of Node.js 20. Node.js 24 lets it grow to four times that, for little time: see docs/performance.md. */
const maxBytes = 32 * 1024 ** 2;

/** V8 ignores an unknown flag, so a test checks that it has an effect. */
const keepSize = '--semi-space-growth-factor=1';

/**
 * Keeps the young generation of the heap at its size once it is large enough. Call it with each event: V8 doubles the size again and
 * again, and reads its max only when a process starts.
 */
export function limitYoungHeap(): void {
  const young = getHeapSpaceStatistics().find(({ space_name }) => space_name === 'new_space');
  if (young && young.space_size >= maxBytes) setFlagsFromString(keepSize);
}
