import { type Freshness, freshnessOf, type Mark } from '../../../functions/thumbnail/freshness.ts';
import type { KeyFilter } from '../../../infra/settings/key-filters.ts';
import { isSelected, maxHeads } from '../backfill/survey.ts';
import { forEachConcurrently } from '../for-each-concurrently.ts';
import type { ListedObject } from '../list-objects.ts';

/** One object of the processed bucket that is not as the source bucket and the settings ask for. */
export interface Finding {
  problem: Exclude<Freshness, 'current'> | 'orphan';
  /** In the processed bucket. */
  key: string;
  /** Undefined for an orphan whose source key cannot be told, such as one of a variant that is not in the settings. */
  sourceKey: string | undefined;
}

export interface Verified {
  /** Objects of the source bucket that were compared. */
  sources: number;
  /** Objects of the source bucket that were left out because they are newer. */
  newer: number;
  findings: Finding[];
}

export interface VerifyOptions {
  sources: AsyncIterable<ListedObject[]>;
  /** The objects of the processed bucket that can belong to these sources. */
  processed: AsyncIterable<ListedObject[]>;
  keyFilters: readonly KeyFilter[];
  digest: string;
  expectedKeys: (sourceKey: string) => string[];
  /** Returns the marks of an object of the processed bucket; undefined when there is none. */
  readMark: (key: string) => Promise<Mark | undefined>;
  /** Returns the source key that an object of the processed bucket is of; undefined when the settings know no such keys. */
  sourceOf: (key: string) => string | undefined;
  /** Only objects of source keys that begin with it. */
  prefix: string;
  /** Whether earlier settings put an object there, so that it goes even though its original is there. */
  isRetired: (key: string, sourceKey: string) => boolean;
  /** Returns the ETag of a source object now; undefined when there is none. */
  readEtag: (sourceKey: string) => Promise<string | undefined>;
  /** Whether the result of a source object tells that it was rejected. */
  isRejected: (sourceKey: string, etag: string) => Promise<boolean>;
  /** Objects that were written later may still be in progress. */
  before: Date;
  /** Whether thumbnails go with their originals. */
  mirrorDeletes: boolean;
  signal: AbortSignal;
  onProgress: (verified: number) => void;
}

/**
 * Compares the buckets: every thumbnail and result that the settings ask for, and everything that the function wrote besides. It
 * takes one HEAD for each, and holds their keys in memory, about 200 MB for a million.
 */
export async function verify(options: VerifyOptions): Promise<Verified> {
  const { keyFilters, digest, signal } = options;
  const result: Verified = { sources: 0, newer: 0, findings: [] };
  const known = new Set<string>();
  let verified = 0;

  async function verifySource({ key: sourceKey, etag }: ListedObject): Promise<void> {
    result.sources += 1;
    const problems: Finding[] = [];
    for (const key of options.expectedKeys(sourceKey)) {
      known.add(key);
      const problem = freshnessOf(await options.readMark(key), etag, { digest });
      if (problem !== 'current') problems.push({ problem, key, sourceKey });
    }
    if (problems.length > 0 && !(await isExplained(sourceKey, etag))) result.findings.push(...problems);
    options.onProgress(++verified);
  }

  /** Whether it was overwritten or removed since it was listed, and an event of that is on its way; or it has no thumbnails by design. */
  async function isExplained(sourceKey: string, etag: string): Promise<boolean> {
    return (await options.readEtag(sourceKey)) !== etag || options.isRejected(sourceKey, etag);
  }

  async function verifyOther({ key }: ListedObject): Promise<void> {
    const sourceKey = options.sourceOf(key);
    if (options.prefix !== '' && !sourceKey?.startsWith(options.prefix)) return;
    const mark = await options.readMark(key);
    options.onProgress(++verified);
    // Without the marks, somebody else wrote it.
    if (mark?.sourceEtag === undefined || mark.settings === undefined) return;
    // Otherwise it came after the source bucket was listed, or key filters leave its source out now.
    const isLeft = sourceKey === undefined || options.isRetired(key, sourceKey);
    if (!isLeft && (await options.readEtag(sourceKey)) !== undefined) return;
    result.findings.push({ problem: 'orphan', key, sourceKey });
  }

  for await (const page of options.sources) {
    const selected = page.filter((object) => isSelected(object, { keyFilters, since: undefined }));
    const compared = selected.filter(({ modifiedAt }) => modifiedAt < options.before);
    result.newer += selected.length - compared.length;
    await forEachConcurrently(compared, { max: maxHeads, signal }, verifySource);
  }
  if (!options.mirrorDeletes) return result;
  for await (const page of options.processed) {
    const others = page.filter(({ key }) => !known.has(key));
    await forEachConcurrently(others, { max: maxHeads, signal }, verifyOther);
  }
  return result;
}
