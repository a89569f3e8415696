import * as z from 'zod';
import { bucketSettings } from './reading/bucket-settings.ts';
import type { Policy } from './reading/policy.ts';

const defaultEncryption = z.object({ sse_algorithm: z.string().min(1) });
const Encrypted = z.object({
  rule: z.array(z.object({ apply_server_side_encryption_by_default: defaultEncryption })).min(1),
});

/** Every bucket configures its encryption. */
export const encryptedBuckets: Policy = (bucket, all) => {
  if (bucket.type !== 'aws_s3_bucket') return undefined;
  const settings = bucketSettings(bucket, 'aws_s3_bucket_server_side_encryption_configuration', all);
  if (Encrypted.safeParse(settings).success) return undefined;
  return 'the bucket has no encryption configuration: use PrivateBucket, or add one';
};
