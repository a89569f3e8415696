import { S3Bucket, S3BucketOwnershipControls, S3BucketPublicAccessBlock } from '../terraform.ts';
import type { Policy } from './policy.ts';
import { allInStack, refersTo } from './references.ts';

/** Every bucket is private: no policy and no ACL can open it to the public, and there are no ACLs in the first place. */
export const privateBuckets: Policy = (construct) => {
  if (!(construct instanceof S3Bucket)) return undefined;
  const isBlocked = allInStack(construct, S3BucketPublicAccessBlock).some(
    (block) =>
      refersTo(block.bucketInput, construct) &&
      block.blockPublicAclsInput === true &&
      block.blockPublicPolicyInput === true &&
      block.ignorePublicAclsInput === true &&
      block.restrictPublicBucketsInput === true,
  );
  const isEnforced = allInStack(construct, S3BucketOwnershipControls).some(
    ({ bucketInput, ruleInput }) =>
      refersTo(bucketInput, construct) && ruleInput?.objectOwnership === 'BucketOwnerEnforced',
  );
  if (isBlocked && isEnforced) return undefined;
  return 'the bucket is not private: make it with PrivateBucket, or block all four kinds of public access and enforce its owner';
};
