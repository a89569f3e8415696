import * as z from 'zod';
import { bucketSettings } from './bucket-settings.ts';
import type { Policy } from './policy.ts';

const byDefault = z.object({ sse_algorithm: z.string().min(1) });
const Encrypted = z.object({ rule: z.array(z.object({ apply_server_side_encryption_by_default: byDefault })).min(1) });

/** Every bucket says how it encrypts what it stores. */
export const encryptedBuckets: Policy = (bucket, all) => {
  if (bucket.type !== 'aws_s3_bucket') return undefined;
  const settings = bucketSettings(bucket, 'aws_s3_bucket_server_side_encryption_configuration', all);
  if (Encrypted.safeParse(settings).success) return undefined;
  return 'the bucket does not say how it encrypts: make it with PrivateBucket, or give it an encryption configuration';
};
