/**
 * Calls `action` for each item, at most `max` at a time. When one fails or the signal aborts, no further one begins.
 *
 * @throws {Error} when one fails, with the first error, or when the signal aborts, with its reason; once none is running
 */
export async function forEachConcurrently<Item>(
  items: Iterable<Item>,
  { max, signal }: { max: number; signal: AbortSignal },
  action: (item: Item) => Promise<void>,
): Promise<void> {
  const remaining = items[Symbol.iterator]();
  let hasFailed = false;
  const work = async () => {
    for (let next = remaining.next(); !next.done; next = remaining.next()) {
      try {
        await action(next.value);
      } catch (error) {
        hasFailed = true;
        throw error;
      }
      if (hasFailed || signal.aborted) return;
    }
  };
  signal.throwIfAborted();
  const workers = Array.from({ length: max }, work);
  await Promise.allSettled(workers);
  signal.throwIfAborted();
  await Promise.all(workers);
}
