import { bucketSettings } from './bucket-settings.ts';
import type { Policy } from './policy.ts';
import { documentOf, statementsOf } from './statements.ts';

/** Every bucket, and every object in it, is denied to whoever comes without TLS. */
export const tlsOnlyBuckets: Policy = (bucket, all) => {
  if (bucket.type !== 'aws_s3_bucket') return undefined;
  const document = documentOf(bucketSettings(bucket, 'aws_s3_bucket_policy', all)['policy'], all);
  const statements = (document && statementsOf(document)) ?? [];
  const isDenied = statements.some(
    ({ effect, actions, resources, principals, condition }) =>
      effect === 'Deny' &&
      actions.includes('s3:*') &&
      principals.some(({ type, identifiers }) => ['*', 'AWS'].includes(type) && identifiers.includes('*')) &&
      resources.includes(`\${${bucket.address}.arn}`) &&
      resources.includes(`\${${bucket.address}.arn}/*`) &&
      condition.length === 1 &&
      condition.some(
        ({ test, variable, values }) => `${test} ${variable} ${values}` === 'Bool aws:SecureTransport false',
      ),
  );
  // A policy in the bucket's own arguments would take the place of the other.
  if (isDenied && !('policy' in bucket.values)) return undefined;
  return 'the bucket takes plain HTTP: make it with PrivateBucket, or deny s3:* on it and its objects where aws:SecureTransport is false';
};
