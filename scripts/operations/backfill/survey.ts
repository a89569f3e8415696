import type { Freshness } from '../../../functions/thumbnail/freshness.ts';
import type { KeyFilter } from '../../../infra/settings/key-filters.ts';
import { forEachConcurrently } from '../for-each-concurrently.ts';
import type { ListedObject } from '../list-objects.ts';

/** As many HEADs as S3 answers well on one connection pool. */
export const maxHeads = 32;

/** Which objects of the source bucket a backfill is about. */
export interface Selection {
  keyFilters: readonly KeyFilter[];
  /** Only objects that were written at this time or later. */
  since: Date | undefined;
}

export interface Survey {
  /** The number of objects by the freshness of their thumbnails. */
  counts: Record<Freshness, number>;
  /** Bytes of the images that would be read. */
  bytes: number;
}

/** Whether a backfill is about an object: markers of directories never have thumbnails. */
export function isSelected({ key, bytes, modifiedAt }: ListedObject, { keyFilters, since }: Selection): boolean {
  if (since && modifiedAt < since) return false;
  if (key.endsWith('/') && bytes === 0) return false;
  return keyFilters.some(({ prefix, suffix }) => key.startsWith(prefix) && key.endsWith(suffix));
}

/** Counts the objects of some pages by freshness. It takes one HEAD for each. */
export async function survey(
  pages: AsyncIterable<ListedObject[]>,
  options: {
    selection: Selection;
    freshnessOf: (object: ListedObject) => Promise<Freshness>;
    signal: AbortSignal;
    onProgress: (surveyed: number) => void;
  },
): Promise<Survey> {
  const { selection, freshnessOf, signal, onProgress } = options;
  const counts = { current: 0, outdated: 0, missing: 0 };
  let bytes = 0;
  for await (const page of pages) {
    const selected = page.filter((object) => isSelected(object, selection));
    await forEachConcurrently(selected, { max: maxHeads, signal }, async (object) => {
      const freshness = await freshnessOf(object);
      counts[freshness] += 1;
      if (freshness !== 'current') bytes += object.bytes;
      onProgress(counts.current + counts.outdated + counts.missing);
    });
  }
  return { counts, bytes };
}
