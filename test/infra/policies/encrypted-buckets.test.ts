import { expect } from 'chai';
import type { ReadableStack } from '../../../infra/readable-stack.ts';
import { S3Bucket, S3BucketServerSideEncryptionConfiguration } from '../../../infra/terraform.ts';
import { violationsOf } from './violations.ts';

const violation = 'stack/photos: the bucket has no encryption configuration: use PrivateBucket, or add one';
const rule = [{ applyServerSideEncryptionByDefault: { sseAlgorithm: 'AES256' } }];

describe('encryptedBuckets', () => {
  it('refuses a bucket without an encryption configuration, and accepts one with it', () => {
    expect(ofBucket(() => {})).to.include(violation);
    expect(
      ofBucket((stack, { id: bucket }) => {
        new S3BucketServerSideEncryptionConfiguration(stack, 'encryption', { bucket, rule });
      }),
    ).not.to.include(violation);
  });

  it('refuses a configuration without an algorithm', () => {
    const withRule = (rule: object[]) =>
      ofBucket((stack, { id: bucket }) => {
        new S3BucketServerSideEncryptionConfiguration(stack, 'encryption', { bucket, rule });
      });
    expect(withRule([{}])).to.include(violation);
    expect(withRule([])).to.include(violation);
    expect(withRule([{ applyServerSideEncryptionByDefault: { sseAlgorithm: '' } }])).to.include(violation);
  });

  it("does not accept another bucket's configuration", () => {
    const violations = ofBucket((stack) => {
      const { id: bucket } = new S3Bucket(stack, 'thumbs', { bucket: 'thumbs' });
      new S3BucketServerSideEncryptionConfiguration(stack, 'encryption', { bucket, rule });
    });
    expect(violations).to.include(violation);
    expect(violations).not.to.include(violation.replace('photos', 'thumbs'));
  });
});

function ofBucket(encrypt: (stack: ReadableStack, bucket: S3Bucket) => void): readonly string[] {
  return violationsOf((stack) => encrypt(stack, new S3Bucket(stack, 'photos', { bucket: 'photos' })));
}
