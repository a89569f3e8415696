import { GetObjectCommand, NoSuchKey, type S3Client } from '@aws-sdk/client-s3';
import { keysOfSource } from '../../functions/thumbnail/keys/keys-of-source.ts';
import { Result } from '../../functions/thumbnail/page-result.ts';
import type { Settings } from '../../functions/thumbnail/settings.ts';

/**
 * Returns the code with which a source object was rejected, as its result tells; undefined when it was not, or has no result of that
 * object and these settings.
 */
export async function rejectionOf(
  s3: S3Client,
  { key, etag }: { key: string; etag: string },
  settings: Settings,
): Promise<string | undefined> {
  const at = keysOfSource(key, settings).result;
  if (at === undefined) return undefined;
  try {
    const { Body } = await s3.send(new GetObjectCommand({ Bucket: settings.processedBucket, Key: at }));
    const { data } = Result.safeParse(JSON.parse((await Body?.transformToString()) ?? 'null'));
    const isCurrent = data?.sourceEtag === etag && data.settings === settings.digest;
    return isCurrent && data.result === 'rejected' ? data.code : undefined;
  } catch (error) {
    if (error instanceof NoSuchKey) return undefined;
    throw error;
  }
}
