import type { S3Client } from '@aws-sdk/client-s3';
import { expectedKeys } from '../../../functions/thumbnail/freshness.ts';
import { keysOfSource } from '../../../functions/thumbnail/keys/keys-of-source.ts';
import type { Settings } from '../../../functions/thumbnail/settings.ts';
import { readMark } from '../freshness.ts';
import { type ListedObject, listObjects } from '../list-objects.ts';
import { rejectionOf } from '../rejection-of.ts';
import { headSource } from '../status/key-status.ts';
import { processedPrefixes, sourceOf } from './key-templates.ts';
import { type Verified, type VerifyOptions, verify } from './verify.ts';

/** Compares the two buckets of a deployed function, as S3 shows them. */
export function verifyBuckets(
  s3: S3Client,
  settings: Settings,
  options: Pick<VerifyOptions, 'prefix' | 'keyFilters' | 'before' | 'signal' | 'onProgress'>,
): Promise<Verified> {
  const { sourceBucket, processedBucket, digest, mirrorDeletes } = settings;
  return verify({
    ...options,
    sources: listObjects(s3, { bucket: sourceBucket, prefix: options.prefix }),
    processed: processedObjects(s3, processedBucket, processedPrefixes(options.prefix, settings)),
    digest,
    mirrorDeletes,
    expectedKeys: (key) => expectedKeys(key, settings),
    readMark: (key) => readMark(s3, processedBucket, key),
    sourceOf: (key) => sourceOf(key, settings),
    isRetired: (key, sourceKey) => keysOfSource(sourceKey, settings).retired.includes(key),
    readEtag: async (key) => (await headSource(s3, sourceBucket, key))?.etag,
    isRejected: async (key, etag) => (await rejectionOf(s3, { key, etag }, settings)) !== undefined,
  });
}

async function* processedObjects(
  s3: S3Client,
  bucket: string,
  prefixes: readonly string[],
): AsyncGenerator<ListedObject[]> {
  for (const prefix of prefixes) yield* listObjects(s3, { bucket, prefix });
}
