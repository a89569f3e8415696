import { bucketSettings } from './reading/bucket-settings.ts';
import type { Policy } from './reading/policy.ts';
import { findDocument, statementsOf } from './reading/statements.ts';

/** Every bucket denies requests without TLS, for itself and all of its objects. */
export const tlsOnlyBuckets: Policy = (bucket, all) => {
  if (bucket.type !== 'aws_s3_bucket') return undefined;
  const document = findDocument(bucketSettings(bucket, 'aws_s3_bucket_policy', all)['policy'], all);
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
  // A policy among the bucket's own arguments would replace the other one.
  if (isDenied && !('policy' in bucket.values)) return undefined;
  return 'the bucket accepts plain HTTP: use PrivateBucket, or deny s3:* on it and its objects where aws:SecureTransport is false';
};
