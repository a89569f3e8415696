import type { Deadline } from './deadline.ts';
import { decisiveMark, freshnessOf, markOf } from './freshness.ts';
import type { ObjectStore } from './object-store.ts';
import type { Reconciled } from './reconcile.ts';
import type { Settings } from './settings.ts';

/**
 * Returns a reconciliation that does nothing for a key whose thumbnails are current. That takes one HEAD in each bucket, since nothing
 * else tells the ETag of the source. Otherwise `reconcileKey` does everything.
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
