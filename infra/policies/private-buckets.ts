import * as z from 'zod';
import { bucketSettings } from './reading/bucket-settings.ts';
import type { Policy } from './reading/policy.ts';

const Blocked = z.object({
  block_public_acls: z.literal(true),
  block_public_policy: z.literal(true),
  ignore_public_acls: z.literal(true),
  restrict_public_buckets: z.literal(true),
});

const OwnerEnforced = z.object({ rule: z.object({ object_ownership: z.literal('BucketOwnerEnforced') }) });

/** Every bucket is private: no policy can make it public, and ACLs are disabled. */
export const privateBuckets: Policy = (bucket, all) => {
  if (bucket.type !== 'aws_s3_bucket') return undefined;
  const isBlocked = Blocked.safeParse(bucketSettings(bucket, 'aws_s3_bucket_public_access_block', all)).success;
  const isEnforced = OwnerEnforced.safeParse(bucketSettings(bucket, 'aws_s3_bucket_ownership_controls', all)).success;
  if (isBlocked && isEnforced) return undefined;
  return 'the bucket is not private: use PrivateBucket, or block all four kinds of public access and set BucketOwnerEnforced';
};
