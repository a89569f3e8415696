import { countErasable, type Erased, type EraseOptions, erase } from './erase.ts';
import type { Refusal } from './versions.ts';

const pollMs = 1000;

/** The result of an erasure: what was erased in all, what S3 refused to delete, and what is left. */
export interface Erasure {
  erased: Erased;
  refused: Refusal[];
  left: Erased;
}

/**
 * Erases everything of a prefix, and again what running invocations still write: one that read an original before it was deleted
 * takes as long as its timeout, and then removes what it wrote.
 *
 * @param options.sleep waits for milliseconds
 */
export async function eraseUntilGone(
  work: EraseOptions,
  { timeoutSeconds, sleep }: { timeoutSeconds: number; sleep: (ms: number) => Promise<void> },
): Promise<Erasure> {
  let { erased, refused } = await erase(work);
  async function eraseAgain(): Promise<void> {
    const again = await erase(work);
    erased = sum(erased, again.erased);
    refused = again.refused;
  }

  // With mirrorDeletes: false, the function keeps what it wrote though the original is gone meanwhile.
  if (!work.settings.mirrorDeletes) {
    await sleep(timeoutSeconds * 1000);
    await eraseAgain();
  }
  let left = await countErasable(work);
  for (let ms = 0; ms < timeoutSeconds * 1000 && !isNothing(left) && refused.length === 0; ms += pollMs) {
    await sleep(pollMs);
    await eraseAgain();
    left = await countErasable(work);
  }
  return { erased, refused, left };
}

/** Returns whether all counts are 0. */
export function isNothing(counts: Erased): boolean {
  return Object.values(counts).every((count) => count === 0);
}

function sum(one: Erased, other: Erased): Erased {
  return {
    sourceVersions: one.sourceVersions + other.sourceVersions,
    sourceMarkers: one.sourceMarkers + other.sourceMarkers,
    unfinishedUploads: one.unfinishedUploads + other.unfinishedUploads,
    processed: one.processed + other.processed,
  };
}
