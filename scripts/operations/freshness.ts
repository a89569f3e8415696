import { HeadObjectCommand, NotFound, type S3Client } from '@aws-sdk/client-s3';
import { keysOfSource, maxKeyBytes } from '../../functions/thumbnail/keys/keys-of-source.ts';
import type { Settings } from '../../functions/thumbnail/settings.ts';

/** Whether what was made of a source object is there, and is of that object and of the settings. */
export type Freshness = 'current' | 'outdated' | 'missing';

/** The function's own metadata of an object of the processed bucket. */
export interface Mark {
  sourceEtag: string | undefined;
  settings: string | undefined;
}

/** Returns the marks of an object, or undefined when there is none. It takes one HEAD. */
export async function readMark(s3: S3Client, bucket: string, key: string): Promise<Mark | undefined> {
  if (Buffer.byteLength(key) > maxKeyBytes) return undefined;
  try {
    const { Metadata = {} } = await s3.send(new HeadObjectCommand({ Bucket: bucket, Key: key }));
    return { sourceEtag: Metadata['source-etag'], settings: Metadata['settings'] };
  } catch (error) {
    if (error instanceof NotFound) return undefined;
    throw error;
  }
}

/** Returns whether a mark is that of a source object and of the settings. */
export function freshnessOf(mark: Mark | undefined, etag: string, { digest }: Pick<Settings, 'digest'>): Freshness {
  if (!mark) return 'missing';
  return mark.sourceEtag === etag && mark.settings === digest ? 'current' : 'outdated';
}

/** A key in the processed bucket that the settings ask for, and the state of the object there. */
export interface Made {
  key: string;
  freshness: Freshness;
  mark: Mark | undefined;
}

/** Returns the keys that the settings ask for of a source object: none for one that no variant is made of. */
export function expectedKeys(sourceKey: string, settings: Settings): string[] {
  const { result, thumbnails } = keysOfSource(sourceKey, settings);
  return [...thumbnails.map(({ key }) => key), ...(result === undefined ? [] : [result])];
}

/** Returns the freshness of a source object by the last of its expected keys: a result is written after the thumbnails. It takes one HEAD. */
export async function lastFreshness(
  s3: S3Client,
  { key, etag }: { key: string; etag: string },
  settings: Settings,
): Promise<Freshness> {
  const last = expectedKeys(key, settings).at(-1);
  if (last === undefined) return 'current';
  return freshnessOf(await readMark(s3, settings.processedBucket, last), etag, settings);
}
