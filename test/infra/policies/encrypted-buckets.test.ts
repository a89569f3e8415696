import { expect } from 'chai';
import { S3Bucket, S3BucketServerSideEncryptionConfiguration } from '../../../infra/terraform.ts';
import { violationsOf } from './violations.ts';

const violation =
  'stack/photos: the bucket does not say how it encrypts: make it with PrivateBucket, or give it an encryption configuration';

describe('encryptedBuckets', () => {
  it('refuses a bucket that does not say how it encrypts, and takes it when it does', () => {
    const rule = [{ applyServerSideEncryptionByDefault: { sseAlgorithm: 'AES256' } }];
    const bare = violationsOf((stack) => void new S3Bucket(stack, 'photos', { bucket: 'photos' }));
    const encrypted = violationsOf((stack) => {
      const bucket = new S3Bucket(stack, 'photos', { bucket: 'photos' });
      new S3BucketServerSideEncryptionConfiguration(stack, 'encryption', { bucket: bucket.id, rule });
    });
    expect(bare).to.include(violation);
    expect(encrypted).not.to.include(violation);
  });
});
