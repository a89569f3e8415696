import { countErasable, type EraseOptions, erase } from './erase.ts';
import { type Erasure, isNothing } from './erasure.ts';

const pollMs = 1000;

/**
 * Erases everything of a prefix, and again what running invocations still write: one that read an original before it was deleted
 * takes as long as its timeout, and then removes what it wrote. The erasure tells at any time how far it is.
 *
 * @param options.sleep waits for milliseconds
 */
export async function eraseUntilGone(
  work: EraseOptions,
  erasure: Erasure,
  { timeoutSeconds, sleep }: { timeoutSeconds: number; sleep: (ms: number) => Promise<void> },
): Promise<void> {
  await erase(work, erasure);
  // With mirrorDeletes: false, the function keeps what it wrote though the original is gone meanwhile.
  if (!work.settings.mirrorDeletes) {
    await sleep(timeoutSeconds * 1000);
    await erase(work, erasure);
  }
  let left = await countErasable(work);
  for (let ms = 0; ms < timeoutSeconds * 1000 && !isNothing(left) && erasure.refused.length === 0; ms += pollMs) {
    await sleep(pollMs);
    await erase(work, erasure);
    left = await countErasable(work);
  }
  erasure.left = left;
}
