import { expect } from 'chai';
import { PrivateBucket } from '../../../infra/constructs/private-bucket.ts';
import { S3Bucket, S3BucketOwnershipControls, S3BucketPublicAccessBlock } from '../../../infra/terraform.ts';
import { violationsOf } from './violations.ts';

const blocked = { blockPublicAcls: true, blockPublicPolicy: true, ignorePublicAcls: true, restrictPublicBuckets: true };

describe('privateBuckets', () => {
  it('takes a PrivateBucket', () => {
    const violations = violationsOf((stack) => {
      new PrivateBucket(stack, 'photos', { name: 'photos', encryption: 'SSE-S3' });
    });
    expect(violations).to.deep.equal([]);
  });

  it('refuses a bucket of which nothing is said, and names it and what to do', () => {
    const violations = violationsOf((stack) => void new S3Bucket(stack, 'photos', { bucket: 'photos' }));
    expect(violations).to.include(
      'stack/photos: the bucket is not private: make it with PrivateBucket, or block all four kinds of public access and enforce its owner',
    );
  });

  for (const setting of Object.keys(blocked)) {
    it(`refuses a bucket without ${setting}`, () => {
      expect(ofBucket({ ...blocked, [setting]: false }, 'BucketOwnerEnforced')).to.have.length(1);
    });
  }

  it('refuses a bucket that knows ACLs', () => {
    expect(ofBucket(blocked, 'BucketOwnerEnforced')).to.deep.equal([]);
    expect(ofBucket(blocked, 'ObjectWriter')).to.have.length(1);
  });

  it("is not content with another bucket's block", () => {
    const violations = violationsOf((stack) => {
      new PrivateBucket(stack, 'photos', { name: 'photos', encryption: 'SSE-S3' });
      new S3Bucket(stack, 'thumbs', { bucket: 'thumbs' });
    });
    expect(violations.filter((violation) => violation.includes('private'))).to.have.length(1);
  });
});

function ofBucket(block: typeof blocked, objectOwnership: string): readonly string[] {
  const violations = violationsOf((stack) => {
    const bucket = new S3Bucket(stack, 'photos', { bucket: 'photos' }).id;
    new S3BucketPublicAccessBlock(stack, 'block', { bucket, ...block });
    new S3BucketOwnershipControls(stack, 'controls', { bucket, rule: { objectOwnership } });
  });
  return violations.filter((violation) => violation.includes('private'));
}
