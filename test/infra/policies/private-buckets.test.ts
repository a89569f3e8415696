import { expect } from 'chai';
import { PrivateBucket } from '../../../infra/constructs/private-bucket.ts';
import type { ReadableStack } from '../../../infra/readable-stack.ts';
import {
  S3Bucket,
  S3BucketOwnershipControls,
  S3BucketPublicAccessBlock,
  TerraformIterator,
} from '../../../infra/terraform.ts';
import { reference } from '../synthesized.ts';
import { violationsOf } from './violations.ts';

const blocked = { blockPublicAcls: true, blockPublicPolicy: true, ignorePublicAcls: true, restrictPublicBuckets: true };
const rule = { objectOwnership: 'BucketOwnerEnforced' };

describe('privateBuckets', () => {
  it('accepts a PrivateBucket', () => {
    const violations = violationsOf((stack) => {
      new PrivateBucket(stack, 'photos', { name: 'photos', encryption: 'SSE-S3' });
    });
    expect(violations).to.deep.equal([]);
  });

  it('refuses a bucket without any configuration, and names it and the fix', () => {
    const violations = violationsOf((stack) => void new S3Bucket(stack, 'photos', { bucket: 'photos' }));
    expect(violations).to.include(
      'stack/photos: the bucket is not private: use PrivateBucket, or block all four kinds of public access and set BucketOwnerEnforced',
    );
  });

  for (const setting of Object.keys(blocked)) {
    it(`refuses a bucket without ${setting}`, () => {
      expect(ofBucket({ ...blocked, [setting]: false }, 'BucketOwnerEnforced')).to.have.length(1);
    });
  }

  it('refuses a bucket with ACLs', () => {
    expect(ofBucket(blocked, 'BucketOwnerEnforced')).to.deep.equal([]);
    expect(ofBucket(blocked, 'ObjectWriter')).to.have.length(1);
  });

  it("does not accept another bucket's block or ownership controls", () => {
    const violationsIfOf = (blockedId: string, ownedId: string) =>
      ofStack((stack) => {
        for (const id of ['photos', 'thumbs']) new S3Bucket(stack, id, { bucket: id });
        const idOf = (id: string) => reference(`aws_s3_bucket.${id}.id`);
        new S3BucketPublicAccessBlock(stack, 'block', { bucket: idOf(blockedId), ...blocked });
        new S3BucketOwnershipControls(stack, 'controls', { bucket: idOf(ownedId), rule });
      }).filter((violation) => violation.startsWith('stack/photos:'));
    expect(violationsIfOf('photos', 'photos')).to.deep.equal([]);
    expect(violationsIfOf('thumbs', 'photos')).to.have.length(1);
    expect(violationsIfOf('photos', 'thumbs')).to.have.length(1);
  });

  it('does not accept a block that may not be created, or that another overrides', () => {
    const withBlocks = (...blocks: object[]) =>
      ofStack((stack) => {
        const bucket = new S3Bucket(stack, 'photos', { bucket: 'photos' }).id;
        for (const [index, block] of blocks.entries()) {
          new S3BucketPublicAccessBlock(stack, `block-${index}`, { bucket, ...block });
        }
        new S3BucketOwnershipControls(stack, 'controls', { bucket, rule });
      });
    expect(withBlocks(blocked)).to.deep.equal([]);
    expect(withBlocks({ ...blocked, bucket: reference('aws_s3_bucket.photos.bucket') })).to.deep.equal([]);
    expect(withBlocks({ ...blocked, count: 0 })).to.have.length(1);
    expect(withBlocks({ ...blocked, forEach: TerraformIterator.fromList([]) })).to.have.length(1);
    expect(withBlocks(blocked, {})).to.have.length(1);
  });
});

function ofBucket(block: typeof blocked, objectOwnership: string): readonly string[] {
  return ofStack((stack) => {
    const bucket = new S3Bucket(stack, 'photos', { bucket: 'photos' }).id;
    new S3BucketPublicAccessBlock(stack, 'block', { bucket, ...block });
    new S3BucketOwnershipControls(stack, 'controls', { bucket, rule: { objectOwnership } });
  });
}

function ofStack(describeStack: (stack: ReadableStack) => void): readonly string[] {
  return violationsOf(describeStack).filter((violation) => violation.includes('private'));
}
