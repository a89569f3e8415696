import { createHash } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import type { BucketStore } from '../../local-aws/index.ts';

/** Thumbnails of one object, by variant and format, such as `200x200.webp`: the ETag in their mark, and a hash of their bytes. */
export type Thumbnails = Map<string, string>;

export interface Buckets {
  objects: BucketStore;
  source: string;
  processed: string;
}

/** By the ETag of an object, the thumbnails that it has when nothing goes wrong. */
export type ExpectedThumbnails = ReadonlyMap<string, Thumbnails>;

/** Returns all thumbnails, by the key of their source object. */
export async function thumbnailsByKey({ objects, processed }: Buckets): Promise<Map<string, Thumbnails>> {
  const all = new Map<string, Thumbnails>();
  for (const key of keysIn(objects, processed)) {
    const [, variant = '', original = '', format = ''] = /^([^/]+)\/(.*)\.([^.]+)$/.exec(key) ?? [];
    const found = objects.get(processed, key);
    if (!found) continue;
    const hash = createHash('sha256')
      .update(await buffer(found.body))
      .digest('hex');
    const sourceEtag = found.info.metadata['source-etag'];
    all.set(original, (all.get(original) ?? new Map()).set(`${variant}.${format}`, `${sourceEtag} ${hash}`));
  }
  return all;
}

/** Returns the keys whose thumbnails are not those of the object that they hold now, each with the difference. */
export async function disagreements(buckets: Buckets, expected: ExpectedThumbnails): Promise<Map<string, string>> {
  const { objects, source } = buckets;
  const actual = await thumbnailsByKey(buckets);
  const wrong = new Map<string, string>();
  for (const key of new Set([...keysIn(objects, source), ...actual.keys()])) {
    const etag = objects.head(source, key)?.etag;
    const right = describe((etag === undefined ? undefined : expected.get(etag)) ?? new Map());
    const found = describe(actual.get(key) ?? new Map());
    if (found !== right) wrong.set(key, `has ${found}, expected ${right}`);
  }
  return wrong;
}

function describe(thumbnails: Thumbnails): string {
  return JSON.stringify([...thumbnails].sort());
}

function keysIn(objects: BucketStore, bucket: string): string[] {
  return objects.list(bucket, {}).objects.map(({ key }) => key);
}
