export interface Semaphore {
  /** Waits for a slot, and returns the function that releases it. */
  acquire(): Promise<() => void>;
  /** Changes the number of slots. Slots that are taken stay so until they are released. */
  resize(max: number): void;
}

/** Creates a semaphore of `max` slots, which are given out in the order in which they were requested. */
export function createSemaphore(max: number): Semaphore {
  let slots = max;
  let taken = 0;
  const waiting: (() => void)[] = [];
  const giveOut = () => {
    while (taken < slots && waiting.length > 0) {
      taken++;
      waiting.shift()?.();
    }
  };
  const release = () => {
    taken--;
    giveOut();
  };
  return {
    async acquire() {
      const turn = new Promise<void>((resolve) => waiting.push(resolve));
      giveOut();
      await turn;
      return release;
    },
    resize(next) {
      slots = next;
      giveOut();
    },
  };
}
