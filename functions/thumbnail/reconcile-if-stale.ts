import type { Deadline } from './deadline.ts';
import { decisiveMark, freshnessOf, markOf } from './freshness.ts';
import type { ObjectStore } from './object-store.ts';
import type { Reconciled } from './reconcile.ts';
import type { Settings } from './settings.ts';

/**
 * Returns a function that skips a key with current thumbnails, and calls `reconcileKey` for any other. The check takes one HEAD in
 * each bucket, and one more for a rejected image: a task of S3 Batch Operations does not name the ETag of the source.
 *
 * @throws {Failure} when something outside the image fails
 */
export function reconcileIfStale(
  { source, processed }: { source: ObjectStore; processed: ObjectStore },
  settings: Settings,
  reconcileKey: (key: string, deadline: Deadline) => Promise<Reconciled>,
) {
  async function isCurrent(key: string, { signal }: Deadline): Promise<boolean> {
    const mark = await decisiveMark(key, settings, async (at) => {
      const made = await processed.head(at, signal);
      return made && markOf(made.metadata);
    });
    if (mark?.settings !== settings.digest) return false;
    const object = await source.head(key, signal);
    return object !== undefined && freshnessOf(mark, object.etag, settings) === 'current';
  }

  return async function reconcileStaleKey(key: string, deadline: Deadline): Promise<Reconciled> {
    if (await isCurrent(key, deadline)) return { result: 'skipped', reason: 'The thumbnails are current.' };
    return reconcileKey(key, deadline);
  };
}
