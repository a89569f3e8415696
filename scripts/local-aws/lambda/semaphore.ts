/** Waits for a turn, and gives what ends it. */
export type TakeTurn = () => Promise<() => void>;

/** Lets at most `count` have their turn at a time, in the order in which they asked. */
export function createSemaphore(count: number): TakeTurn {
  let free = count;
  const waiting: (() => void)[] = [];
  const end = () => {
    const next = waiting.shift();
    if (next) next();
    else free++;
  };
  return async () => {
    if (free > 0) free--;
    else await new Promise<void>((resolve) => waiting.push(resolve));
    return end;
  };
}
