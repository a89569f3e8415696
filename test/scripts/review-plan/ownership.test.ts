import { allow, created, destroyed, itDoesNotWarnOf, itWarnsOf, policy, tlsOnly } from './danger-tables.ts';

const publicAccessBlock = {
  block_public_acls: true,
  block_public_policy: true,
  ignore_public_acls: true,
  restrict_public_buckets: true,
};
const sse = { rule: [{ apply_server_side_encryption_by_default: [{ sse_algorithm: 'AES256' }] }] };

describe('withOwners', () => {
  itWarnsOf({
    "a bucket's policy that is destroyed while the bucket stays": {
      change: destroyed('aws_s3_bucket_policy.photos', { bucket: 'photos', ...policy(tlsOnly) }),
      words: /no longer denies unencrypted/,
    },
  });

  itDoesNotWarnOf({
    'a policy of a role that is created with it': {
      changes: [
        created('aws_iam_role.function', { name: 'function' }),
        created(
          'aws_iam_role_policy.function',
          { role: 'function', ...policy(allow) },
          { references: { role: ['aws_iam_role.function'] } },
        ),
      ],
    },
    'what is destroyed with the bucket that it is a part of': {
      changes: [
        destroyed('aws_s3_bucket_policy.photos', { bucket: 'photos', ...policy(tlsOnly) }),
        destroyed('aws_s3_bucket_server_side_encryption_configuration.photos', { bucket: 'photos', ...sse }),
        destroyed('aws_s3_bucket_public_access_block.photos', { bucket: 'photos', ...publicAccessBlock }),
      ],
      among: [destroyed('aws_s3_bucket.photos', { id: 'photos' })],
    },
  });
});
