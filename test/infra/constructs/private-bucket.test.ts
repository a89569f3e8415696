import { expect } from 'chai';
import { reference, type Synthesized, synthesized } from '../synthesized.ts';

for (const name of ['source', 'processed']) {
  describe(`PrivateBucket ${name}`, () => {
    let stack: Synthesized;
    before(async () => {
      stack = await synthesized();
    });

    it('blocks every kind of public access', () => {
      expect(stack.resourceAt(`aws_s3_bucket_public_access_block.${name}`)).to.include({
        bucket: reference(`aws_s3_bucket.${name}.id`),
        block_public_acls: true,
        block_public_policy: true,
        ignore_public_acls: true,
        restrict_public_buckets: true,
      });
    });

    it('knows no ACLs', () => {
      expect(stack.resourceAt(`aws_s3_bucket_ownership_controls.${name}`)).to.deep.include({
        bucket: reference(`aws_s3_bucket.${name}.id`),
        rule: { object_ownership: 'BucketOwnerEnforced' },
      });
    });

    it('encrypts what it stores, and takes nothing that its sender has encrypted with a key of its own', () => {
      expect(stack.resourceAt(`aws_s3_bucket_server_side_encryption_configuration.${name}`)).to.deep.include({
        bucket: reference(`aws_s3_bucket.${name}.id`),
        rule: [
          {
            apply_server_side_encryption_by_default: { sse_algorithm: 'AES256' },
            blocked_encryption_types: ['SSE-C'],
          },
        ],
      });
    });

    it('encrypts with a KMS key that it is given, one call of it for many objects', async () => {
      const key = 'arn:aws:kms:eu-west-1:123456789012:key/1234abcd';
      const { resourceAt } = await synthesized({ encryption: key });
      expect(resourceAt(`aws_s3_bucket_server_side_encryption_configuration.${name}`)['rule']).to.deep.equal([
        {
          apply_server_side_encryption_by_default: { sse_algorithm: 'aws:kms', kms_master_key_id: key },
          bucket_key_enabled: true,
          blocked_encryption_types: ['SSE-C'],
        },
      ]);
    });

    it('writes its access log under its own name when there is a bucket for it', async () => {
      const { resource, resourceAt } = await synthesized({
        sourceBucket: 'photos',
        processedBucket: 'thumbs',
        accessLogBucket: 'access-logs',
      });
      expect(resourceAt(`aws_s3_bucket_logging.${name}`)).to.deep.include({
        bucket: reference(`aws_s3_bucket.${name}.id`),
        target_bucket: 'access-logs',
        target_prefix: name === 'source' ? 'photos/' : 'thumbs/',
      });
      expect(resource['aws_s3_bucket']).to.have.all.keys('source', 'processed');
    });

    it('has neither versions nor an access log by default', () => {
      expect(stack.resource).not.to.have.any.keys('aws_s3_bucket_versioning', 'aws_s3_bucket_logging');
    });

    it('drops uploads that are incomplete after a week, and old versions after a month, under any key', () => {
      const { rule } = stack.resourceAt(`aws_s3_bucket_lifecycle_configuration.${name}`);
      expect(rule).to.deep.equal([
        {
          id: 'abort-incomplete-uploads',
          status: 'Enabled',
          filter: [{}],
          abort_incomplete_multipart_upload: [{ days_after_initiation: 7 }],
        },
        {
          id: 'expire-old-versions',
          status: 'Enabled',
          filter: [{}],
          noncurrent_version_expiration: [{ noncurrent_days: 30 }],
          expiration: [{ expired_object_delete_marker: true }],
        },
      ]);
    });

    it('denies everybody plain HTTP, and TLS before 1.2, on itself and all its objects', () => {
      const arn = reference(`aws_s3_bucket.${name}.arn`);
      const everything = {
        effect: 'Deny',
        principals: [{ type: '*', identifiers: ['*'] }],
        actions: ['s3:*'],
        resources: [arn, `${arn}/*`],
      };
      expect(stack.dataAt(`aws_iam_policy_document.${name}`)['statement']).to.deep.equal([
        {
          sid: 'DenyUnencryptedTransport',
          ...everything,
          condition: [{ test: 'Bool', variable: 'aws:SecureTransport', values: ['false'] }],
        },
        {
          sid: 'DenyTlsBefore12',
          ...everything,
          condition: [{ test: 'NumericLessThan', variable: 's3:TlsVersion', values: ['1.2'] }],
        },
      ]);
    });

    it('sets its policy once its public access is blocked', () => {
      expect(stack.resourceAt(`aws_s3_bucket_policy.${name}`)).to.deep.include({
        bucket: reference(`aws_s3_bucket.${name}.id`),
        policy: reference(`data.aws_iam_policy_document.${name}.json`),
        depends_on: [`aws_s3_bucket_public_access_block.${name}`],
      });
    });
  });
}

describe('PrivateBucket source of a protected environment', () => {
  it('keeps old versions, and cannot be deleted, unlike the bucket of thumbnails', async () => {
    const { resource, resourceAt } = await synthesized({ versioning: true, protect: true });
    expect(resource['aws_s3_bucket_versioning']).to.have.all.keys('source');
    expect(resourceAt('aws_s3_bucket_versioning.source')).to.deep.include({
      bucket: reference('aws_s3_bucket.source.id'),
      versioning_configuration: { status: 'Enabled' },
    });
    expect(resourceAt('aws_s3_bucket.source')['lifecycle']).to.deep.equal({ prevent_destroy: true });
    expect(resourceAt('aws_s3_bucket.processed')).not.to.have.property('lifecycle');
  });
});
