import { S3Bucket, S3BucketServerSideEncryptionConfiguration } from '../terraform.ts';
import type { Policy } from './policy.ts';
import { allInStack, refersTo } from './references.ts';

/** Every bucket says how it encrypts what it stores. */
export const encryptedBuckets: Policy = (construct) => {
  if (!(construct instanceof S3Bucket)) return undefined;
  const configurations = allInStack(construct, S3BucketServerSideEncryptionConfiguration);
  if (configurations.some(({ bucketInput }) => refersTo(bucketInput, construct))) return undefined;
  return 'the bucket does not say how it encrypts: make it with PrivateBucket, or give it an encryption configuration';
};
