import { readdirSync } from 'node:fs';
import { basename } from 'node:path';
import { expect } from 'chai';
import { PrivateBucket } from '../../../infra/constructs/private-bucket.ts';
import { policies } from '../../../infra/policies/index.ts';
import {
  Aspects,
  CloudwatchLogGroup,
  S3Bucket,
  SqsQueue,
  TerraformElement,
  TerraformStack,
} from '../../../infra/terraform.ts';
import { violationsOf } from './violations.ts';

describe('enforcePolicies', () => {
  it('enforces every policy in the directory', () => {
    const notPolicies = ['enforce-policies', 'index', 'reading'];
    const files = readdirSync(new URL('../../../infra/policies/', import.meta.url)).map((file) =>
      basename(file, '.ts'),
    );
    expect(policies).to.have.length(files.length - notPolicies.length);
    expect(files).to.include.members(notPolicies);
  });

  it('reports all violations at once, anywhere in the stack', () => {
    const violations = violationsOf((stack) => {
      new S3Bucket(stack, 'photos', { bucket: 'photos' });
      new SqsQueue(stack, 'queue', { name: 'queue' });
    });
    expect(violations.map((violation) => violation.split(':')[0])).to.deep.equal([
      'stack/photos',
      'stack/photos',
      'stack/photos',
      'stack/queue',
    ]);
  });

  it('checks stacks of other classes, and stacks within a stack', () => {
    const violations = violationsOf((stack) => {
      new CloudwatchLogGroup(new TerraformStack(stack, 'inner'), 'log', { name: 'log' });
    });
    expect(violations).to.deep.equal(['stack/inner/log: the log group never expires: set retentionInDays']);
  });

  describe('with overrides', () => {
    const overrides: Record<string, [id: string, path: string, value: unknown]> = {
      'a public access block': ['public-access-block', 'block_public_policy', false],
      'the ownership of a bucket': ['ownership-controls', 'rule.object_ownership', 'ObjectWriter'],
      'an encryption': ['encryption-configuration', 'rule', [{}]],
      'the bucket that is encrypted': ['encryption-configuration', 'bucket', 'thumbs'],
      "a bucket's policy": ['policy', 'policy', '{}'],
      'the statements of a document': ['policy-document', 'statement.0.effect', 'Allow'],
    };
    for (const [what, [id, path, value]] of Object.entries(overrides)) {
      it(`refuses an override of ${what}`, () => {
        const violations = violationsOf((stack) => {
          const bucket = new PrivateBucket(stack, 'photos', { name: 'photos', encryption: 'SSE-S3' });
          elementAt(bucket, id).addOverride(path, value);
        });
        expect(violations.filter((violation) => violation.startsWith('stack/photos/bucket: '))).to.have.length(1);
      });
    }

    it('refuses an override of a queue, and of a log group', () => {
      const violations = violationsOf((stack) => {
        const queue = new SqsQueue(stack, 'queue', { name: 'queue', sqsManagedSseEnabled: true });
        queue.addOverride('sqs_managed_sse_enabled', false);
        new CloudwatchLogGroup(stack, 'log', { name: 'log', retentionInDays: 1 }).addOverride('retention_in_days', 0);
      });
      expect(violations.map((violation) => violation.split(':')[0])).to.deep.equal(['stack/queue', 'stack/log']);
    });

    it('refuses resources that an override of the stack adds', () => {
      const violations = violationsOf((stack) => {
        stack.addOverride('resource.aws_sqs_queue.other', { name: 'other' });
      });
      expect(violations).to.deep.equal([
        'stack: aws_sqs_queue.other: the queue is not encrypted: set sqsManagedSseEnabled or kmsMasterKeyId',
      ]);
    });

    it('refuses changes by an Aspect', () => {
      const violations = violationsOf((stack) => {
        const queue = new SqsQueue(stack, 'queue', { name: 'queue', sqsManagedSseEnabled: true });
        const visit = () => queue.addOverride('sqs_managed_sse_enabled', false);
        Aspects.of(queue).add({ visit });
      });
      expect(violations).to.have.length(1);
    });
  });
});

function elementAt(bucket: PrivateBucket, id: string): TerraformElement {
  const found = bucket.node.findChild(id);
  return found instanceof TerraformElement ? found : expect.fail(`${id} is not a Terraform element`);
}
