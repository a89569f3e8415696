import { HeadObjectCommand, NotFound, type S3Client } from '@aws-sdk/client-s3';
import {
  decisiveMark,
  expectedKeys,
  type Freshness,
  freshnessOf,
  type Mark,
  markOf,
} from '../../functions/thumbnail/freshness.ts';
import { maxKeyBytes } from '../../functions/thumbnail/keys/keys-of-source.ts';
import type { Settings } from '../../functions/thumbnail/settings.ts';

/** Returns the marks of an object, or undefined when there is none. It takes one HEAD. */
export async function readMark(s3: S3Client, bucket: string, key: string): Promise<Mark | undefined> {
  if (Buffer.byteLength(key) > maxKeyBytes) return undefined;
  try {
    const { Metadata = {} } = await s3.send(new HeadObjectCommand({ Bucket: bucket, Key: key }));
    return markOf(Metadata);
  } catch (error) {
    if (error instanceof NotFound) return undefined;
    throw error;
  }
}

/** A key in the processed bucket that the settings ask for, and the state of the object there. */
export interface Made {
  key: string;
  freshness: Freshness;
  mark: Mark | undefined;
}

/** Returns the freshness of what was made of a source object. It takes one HEAD, and another one where there is no thumbnail. */
export async function quickFreshness(
  s3: S3Client,
  { key, etag }: { key: string; etag: string },
  settings: Settings,
): Promise<Freshness> {
  if (expectedKeys(key, settings).length === 0) return 'current';
  const mark = await decisiveMark(key, settings, (at) => readMark(s3, settings.processedBucket, at));
  return freshnessOf(mark, etag, settings);
}
