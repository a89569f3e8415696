import { expect } from 'chai';
import { reference, type Synthesized, synthesized } from '../synthesized.ts';

for (const name of ['source', 'processed']) {
  describe(`PrivateBucket ${name}`, () => {
    let stack: Synthesized;
    before(async () => {
      stack = await synthesized();
    });

    it('encrypts objects, and refuses objects that the uploader encrypted with a key of their own', () => {
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

    it('encrypts with a given KMS key, by one KMS call for many objects', async () => {
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

    it('writes its access log under its own name', async () => {
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

    it('aborts incomplete uploads, and expires old versions but never objects, under any key', () => {
      const { rule } = stack.resourceAt(`aws_s3_bucket_lifecycle_configuration.${name}`);
      const rules = rule as Record<string, unknown>[];
      for (const { filter, status } of rules) {
        expect({ filter, status }).to.deep.equal({ filter: [{}], status: 'Enabled' });
      }
      const actions = Object.assign({}, ...rules);
      expect(actions).to.include.keys('abort_incomplete_multipart_upload', 'noncurrent_version_expiration');
      expect(actions.expiration).to.deep.equal([{ expired_object_delete_marker: true }]);
    });

    it('sets its policy after its public access block', () => {
      expect(stack.resourceAt(`aws_s3_bucket_policy.${name}`)).to.deep.include({
        bucket: reference(`aws_s3_bucket.${name}.id`),
        policy: reference(`data.aws_iam_policy_document.${name}.json`),
        depends_on: [`aws_s3_bucket_public_access_block.${name}`],
      });
    });
  });
}

describe('PrivateBucket with a lifecycle', () => {
  it('expires and moves objects after the days of the settings, of its own kind alone', async () => {
    const rulesOf = async (lifecycle: object) => {
      const { resourceAt } = await synthesized({ lifecycle });
      return ['source', 'processed'].map((name) =>
        (resourceAt(`aws_s3_bucket_lifecycle_configuration.${name}`)['rule'] as { id: string }[]).slice(2),
      );
    };
    const every = { status: 'Enabled', filter: [{}] };
    expect(await rulesOf({})).to.deep.equal([[], []]);
    expect(await rulesOf({ expireSourceDays: 365, tierSourceDays: 30 })).to.deep.equal([
      [
        { ...every, id: 'tier-objects', transition: [{ days: 30, storage_class: 'INTELLIGENT_TIERING' }] },
        { ...every, id: 'expire-objects', expiration: [{ days: 365 }] },
      ],
      [],
    ]);
    expect(await rulesOf({ expireProcessedDays: 7 })).to.deep.equal([
      [],
      [{ ...every, id: 'expire-objects', expiration: [{ days: 7 }] }],
    ]);
  });
});

describe('PrivateBucket source of a protected environment', () => {
  it('keeps old versions and cannot be deleted, unlike the processed bucket', async () => {
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
