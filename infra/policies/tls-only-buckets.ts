import { DataAwsIamPolicyDocument, S3Bucket, S3BucketPolicy } from '../terraform.ts';
import type { Policy } from './policy.ts';
import { allInStack, refersTo } from './references.ts';
import { statementsOf } from './statements.ts';

/** Every bucket, and every object in it, is denied to whoever comes without TLS. */
export const tlsOnlyBuckets: Policy = (construct) => {
  if (!(construct instanceof S3Bucket)) return undefined;
  const policies = allInStack(construct, S3BucketPolicy).filter(({ bucketInput }) => refersTo(bucketInput, construct));
  const documents = allInStack(construct, DataAwsIamPolicyDocument).filter((document) =>
    policies.some(({ policyInput }) => refersTo(policyInput, document)),
  );
  const isDenied = documents
    .flatMap(statementsOf)
    .some(
      ({ effect, actions, resources, principals, condition }) =>
        effect === 'Deny' &&
        actions.includes('s3:*') &&
        principals.some(({ identifiers }) => identifiers.includes('*')) &&
        resources.some((resource) => refersTo(resource, construct) && !resource.endsWith('/*')) &&
        resources.some((resource) => refersTo(resource, construct) && resource.endsWith('/*')) &&
        condition.length === 1 &&
        condition.some(
          ({ test, variable, values }) => `${test} ${variable} ${values}` === 'Bool aws:SecureTransport false',
        ),
    );
  if (isDenied) return undefined;
  return 'the bucket takes plain HTTP: make it with PrivateBucket, or deny s3:* on it and its objects where aws:SecureTransport is false';
};
