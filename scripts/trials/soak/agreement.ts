import { createHash } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import type { ObjectStore } from '../../local-aws/index.ts';

/** The thumbnails of an object, by variant and format, such as `200x200/….webp`: their bytes, as a digest. */
export type Thumbnails = Map<string, string>;

export interface Buckets {
  objects: ObjectStore;
  source: string;
  processed: string;
}

/** What a key has thumbnails of, by the ETag of its object, when nothing goes wrong. */
export type Expected = ReadonlyMap<string, Thumbnails>;

/** All thumbnails there are, by the key of their original. */
export async function thumbnailsOf({ objects, processed }: Buckets): Promise<Map<string, Thumbnails>> {
  const all = new Map<string, Thumbnails>();
  for (const key of keysOf(objects, processed)) {
    const [, variant = '', original = '', format = ''] = /^([^/]+)\/(.*)\.([^.]+)$/.exec(key) ?? [];
    const found = objects.get(processed, key);
    if (!found) continue;
    const digest = createHash('sha256')
      .update(await buffer(found.body))
      .digest('hex');
    const madeOf = found.info.metadata['source-etag'];
    all.set(original, (all.get(original) ?? new Map()).set(`${variant}.${format}`, `${madeOf} ${digest}`));
  }
  return all;
}

/** Each key whose thumbnails are not those of the object that it holds now, with what is wrong. */
export async function disagreements(buckets: Buckets, expected: Expected): Promise<Map<string, string>> {
  const { objects, source } = buckets;
  const actual = await thumbnailsOf(buckets);
  const wrong = new Map<string, string>();
  for (const key of new Set([...keysOf(objects, source), ...actual.keys()])) {
    const etag = objects.head(source, key)?.etag;
    const right = (etag === undefined ? undefined : expected.get(etag)) ?? new Map();
    const found = actual.get(key) ?? new Map();
    if (shown(found) !== shown(right)) wrong.set(key, `has ${shown(found)}, expected ${shown(right)}`);
  }
  return wrong;
}

function shown(thumbnails: Thumbnails): string {
  return JSON.stringify([...thumbnails].sort());
}

function keysOf(objects: ObjectStore, bucket: string): string[] {
  return objects.list(bucket, {}).objects.map(({ key }) => key);
}
