import { ListBucketsCommand, type S3Client } from '@aws-sdk/client-s3';
import { anyAccount, canBeSameBucket } from '../../../infra/bucket-names.ts';
import { namesOf } from '../../../infra/names.ts';
import type { Settings } from '../../../infra/settings.ts';

/**
 * Finds the buckets of an environment. Their names contain the account, so it lists the buckets of the credentials' account, unless the
 * settings name them.
 *
 * @throws {Error} when a bucket does not exist there, or S3 refuses the call
 */
export async function findBuckets(s3: S3Client, settings: Settings): Promise<{ source: string; processed: string }> {
  const { sourceBucket, processedBucket } = namesOf(settings, anyAccount);
  return { source: await find(sourceBucket), processed: await find(processedBucket) };

  async function find(name: string): Promise<string> {
    if (!name.includes(anyAccount)) return name;
    const [prefix = ''] = name.split(anyAccount);
    const { Buckets = [] } = await s3.send(new ListBucketsCommand({ Prefix: prefix }));
    const found = Buckets.flatMap(({ Name = '' }) => (canBeSameBucket(name, Name) ? Name : []));
    if (found[0] !== undefined) return found[0];
    const reason = `There is no bucket ${name}, expected one that the deployment of ${settings.name} created.`;
    throw Object.assign(new Error(reason), { name: 'MissingResource' });
  }
}
