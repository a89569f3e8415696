interface Timer {
  /** Milliseconds. */
  now(): number;
  sleep(ms: number): Promise<void>;
}

/** Returns a function that resolves at most so many times a second, evenly spread. */
export function createPace(perSecond: number, { now, sleep }: Timer): () => Promise<void> {
  let next = now();
  return async () => {
    const asked = now();
    const turn = Math.max(next, asked);
    next = turn + 1000 / perSecond;
    await sleep(turn - asked);
  };
}
