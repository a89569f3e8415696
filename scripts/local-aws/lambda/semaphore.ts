/** Waits for a slot, and returns the function that releases it. */
export type Acquire = () => Promise<() => void>;

/** Creates a semaphore of `max` slots, which are given out in the order in which they were requested. */
export function createSemaphore(max: number): Acquire {
  let free = max;
  const waiting: (() => void)[] = [];
  const release = () => {
    const next = waiting.shift();
    if (next) next();
    else free++;
  };
  return async () => {
    if (free > 0) free--;
    else await new Promise<void>((resolve) => waiting.push(resolve));
    return release;
  };
}
