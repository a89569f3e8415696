import { HeadBucketCommand, NotFound, type S3Client } from '@aws-sdk/client-s3';
import type { Settings } from '../../functions/thumbnail/settings.ts';

/**
 * Checks that both buckets of a function exist. S3 gives the same answer to the HEAD of an object whether the object or its bucket is
 * missing.
 *
 * @throws {Error} when one does not exist
 */
export async function assertBuckets(
  s3: S3Client,
  settings: Pick<Settings, 'sourceBucket' | 'processedBucket'>,
): Promise<void> {
  await Promise.all(
    [settings.sourceBucket, settings.processedBucket].map(async (bucket) => {
      try {
        await s3.send(new HeadBucketCommand({ Bucket: bucket }));
      } catch (error) {
        if (!(error instanceof NotFound)) throw error;
        throw new Error(
          `There is no bucket ${bucket}, which the deployed function uses. Deploy the environment again, or restore the bucket.`,
          {
            cause: error,
          },
        );
      }
    }),
  );
}
