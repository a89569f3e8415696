import { forEachConcurrently } from '../for-each-concurrently.ts';
import type { KeyOutcome } from '../reconcile-key.ts';
import type { Finding } from './verify.ts';

export interface RepairOptions {
  reconcileKey: (sourceKey: string) => Promise<KeyOutcome>;
  /** Removes an object of the processed bucket. */
  remove: (key: string) => Promise<void>;
  concurrency: number;
  signal: AbortSignal;
  onProgress: (done: number, total: number) => void;
}

export interface Repaired {
  /** One for each source key. */
  outcomes: KeyOutcome[];
  /** The number of orphans that were removed. */
  removed: number;
}

/**
 * Lets the function reconcile the source key of each finding, and removes the orphans that have none: no function writes at their
 * keys any more.
 */
export async function repair(
  findings: readonly Finding[],
  { reconcileKey, remove, concurrency, signal, onProgress }: RepairOptions,
): Promise<Repaired> {
  const sourceKeys = new Set(findings.flatMap(({ sourceKey }) => sourceKey ?? []));
  const orphans = findings.filter(({ sourceKey }) => sourceKey === undefined);
  const outcomes: KeyOutcome[] = [];
  let removed = 0;
  const total = sourceKeys.size + orphans.length;
  await forEachConcurrently(sourceKeys, { max: concurrency, signal }, async (sourceKey) => {
    outcomes.push(await reconcileKey(sourceKey));
    onProgress(outcomes.length, total);
  });
  await forEachConcurrently(orphans, { max: concurrency, signal }, async ({ key }) => {
    await remove(key);
    removed += 1;
    onProgress(outcomes.length + removed, total);
  });
  return { outcomes, removed };
}
