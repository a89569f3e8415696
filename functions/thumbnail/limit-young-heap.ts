import { getHeapSpaceStatistics, setFlagsFromString } from 'node:v8';

/** The max of Node.js 20. Node.js 24 lets it grow to four times that, which saves little CPU time: see docs/performance.md. */
const maxBytes = 32 * 1024 ** 2;

/** The factors by which it grows. V8 ignores an unknown flag, so a test checks the effect. */
const [keepSize, growAsUsual] = ['--semi-space-growth-factor=1', '--semi-space-growth-factor=2'] as const;

/**
 * Keeps the young generation of the heap from growing once it is large enough. Call it with each event: V8 doubles the size again and
 * again, also after it has shrunk in a pause, and reads its max only when a process starts.
 */
export function limitYoungHeap(): void {
  const young = getHeapSpaceStatistics().find(({ space_name }) => space_name === 'new_space');
  setFlagsFromString(young && young.space_size >= maxBytes ? keepSize : growAsUsual);
}
