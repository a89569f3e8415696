import { countErasable, type EraseOptions, erase } from './erase.ts';
import { type Erasure, isNothing } from './erasure.ts';

const pollMs = 1000;

/**
 * Erases everything under a prefix, and repeats this until nothing is left, for at most the timeout of the function, unless S3
 * refuses a deletion. A running invocation that read an original before its deletion may still write thumbnails, and removes them at
 * its end. The progress is written to `erasure` throughout.
 *
 * @param options.sleep waits for milliseconds
 */
export async function eraseUntilGone(
  work: EraseOptions,
  erasure: Erasure,
  { timeoutSeconds, sleep }: { timeoutSeconds: number; sleep: (ms: number) => Promise<void> },
): Promise<void> {
  await erase(work, erasure);
  // With mirrorDeletes: false, the function does not remove what it wrote when the original is gone.
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
