import { HeadObjectCommand, NotFound, type S3Client } from '@aws-sdk/client-s3';
import { expectedKeys, freshnessOf } from '../../../functions/thumbnail/freshness.ts';
import type { Settings } from '../../../functions/thumbnail/settings.ts';
import { type Made, readMark } from '../freshness.ts';
import { rejectionOf } from '../rejection-of.ts';

/** The objects of a key in both buckets. */
export interface KeyStatus {
  /** Undefined when there is no such object. */
  source: { bytes: number; etag: string; modifiedAt: string } | undefined;
  /** The objects that the settings ask for. Without a source, what is there is outdated. */
  made: Made[];
  /** The code with which the source was rejected, where results are on. */
  rejected: string | undefined;
}

/** Looks up a source key and everything that the settings ask for. */
export async function keyStatus(s3: S3Client, key: string, settings: Settings): Promise<KeyStatus> {
  const { sourceBucket, processedBucket } = settings;
  const source = await headSource(s3, sourceBucket, key);
  const made = expectedKeys(key, settings).map(async (each) => {
    const mark = await readMark(s3, processedBucket, each);
    return { key: each, mark, freshness: freshnessOf(mark, source?.etag ?? '', settings) };
  });
  const rejected = source && (await rejectionOf(s3, { key, etag: source.etag }, settings));
  return { source, made: await Promise.all(made), rejected };
}

/** Returns what S3 says of an object, or undefined when there is none. It takes one HEAD. */
export async function headSource(s3: S3Client, bucket: string, key: string): Promise<KeyStatus['source']> {
  try {
    const head = await s3.send(new HeadObjectCommand({ Bucket: bucket, Key: key }));
    return {
      bytes: head.ContentLength ?? 0,
      etag: (head.ETag ?? '').replaceAll('"', ''),
      modifiedAt: head.LastModified?.toISOString() ?? '',
    };
  } catch (error) {
    if (error instanceof NotFound) return undefined;
    throw error;
  }
}
