import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { isTerraformInstalled, startTerraform, type Terraform } from './terraform.ts';

const bucketId = `\${aws_s3_bucket.source.id}`;

/** Mistakes that the stand-in provider has to find through its schemas, or it would be useless. */
const mistakes: Record<string, { resource: object; complaint: RegExp }> = {
  'an unknown argument': {
    resource: { aws_s3_bucket: { source: { buckett: 'photos' } } },
    complaint: /named "buckett"/,
  },
  'an unknown argument of a nested block': {
    resource: {
      aws_s3_bucket_ownership_controls: { source: { bucket: 'photos', rule: { owner: 'me', object_ownership: '' } } },
    },
    complaint: /named "owner"/,
  },
  'a missing argument': {
    resource: { aws_s3_bucket_policy: { source: { bucket: 'photos' } } },
    complaint: /"policy" is required/,
  },
  'a missing block': {
    resource: { aws_s3_bucket_ownership_controls: { source: { bucket: 'photos' } } },
    complaint: /At least 1 "rule" blocks are required/,
  },
  'one block too many': {
    resource: {
      aws_s3_bucket_ownership_controls: {
        source: { bucket: 'photos', rule: [{ object_ownership: 'a' }, { object_ownership: 'b' }] },
      },
    },
    complaint: /No more than 1 "rule" blocks/,
  },
  'an argument of another type': {
    resource: { aws_sqs_queue: { failures: { message_retention_seconds: 'two weeks' } } },
    complaint: /a number is required/,
  },
  'an unknown type of resource': {
    resource: { aws_s3_bukket: { source: {} } },
    complaint: /does not support resource type "aws_s3_bukket"/,
  },
  'a reference to no resource': {
    resource: { aws_s3_bucket_policy: { source: { bucket: bucketId, policy: '' } } },
    complaint: /"aws_s3_bucket" "source" has not been declared/,
  },
  'a reference to no attribute': {
    resource: { aws_sqs_queue: { a: { name: 'a' }, b: { name: `\${aws_sqs_queue.a.address}` } } },
    complaint: /Unsupported attribute/,
  },
  'references in a circle': {
    resource: { aws_sqs_queue: { a: { name: `\${aws_sqs_queue.b.arn}` }, b: { name: `\${aws_sqs_queue.a.arn}` } } },
    complaint: /Cycle: aws_sqs_queue/,
  },
  'an unknown function': {
    resource: { aws_sqs_queue: { failures: { name: `\${lowercase("A")}` } } },
    complaint: /no function named "lowercase"/,
  },
  'a dependency on what is not there': {
    resource: { aws_sqs_queue: { failures: { name: 'failures', depends_on: ['aws_s3_bucket.source'] } } },
    complaint: /"aws_s3_bucket" "source" has not been declared/,
  },
  'a file that is not there': {
    resource: { aws_sqs_queue: { failures: { name: `\${filebase64sha256("missing.zip")}` } } },
    complaint: /"filebase64sha256" failed: .*missing\.zip/,
  },
};

describe('startTerraform', () => {
  let directory: string;
  let terraform: Terraform;

  before(async function () {
    if (!(await isTerraformInstalled())) this.skip();
    directory = await mkdtemp(join(tmpdir(), 'terraform-'));
    terraform = await startTerraform();
    await writeFile(join(directory, 'main.tf.json'), JSON.stringify({ provider: { aws: { region: 'eu-west-1' } } }));
    expect(await terraform.run(directory, 'init')).to.include({ code: 0 });
  });

  after(async () => {
    terraform?.stop();
    if (directory) await rm(directory, { recursive: true });
  });

  it('accepts a configuration without mistakes', async () => {
    const rule = { object_ownership: 'BucketOwnerEnforced' };
    const { code, stderr } = await validated({
      aws_s3_bucket: { source: { bucket: 'photos' } },
      aws_s3_bucket_ownership_controls: { source: { bucket: bucketId, rule } },
    });
    expect(code, stderr).to.equal(0);
  });

  for (const [mistake, { resource, complaint }] of Object.entries(mistakes)) {
    it(`refuses ${mistake}`, async () => {
      const { code, stderr } = await validated(resource);
      expect(code).to.equal(1);
      expect(stderr.replace(/\s+/g, ' ')).to.match(complaint);
    });
  }

  it('accepts a wrong value, about which the schema says nothing', async () => {
    const { code } = await validated({
      aws_sqs_queue: { failures: { name: 'failures', message_retention_seconds: 5 } },
    });
    expect(code).to.equal(0);
  });

  async function validated(resource: object) {
    await writeFile(join(directory, 'resources.tf.json'), JSON.stringify({ resource }));
    return terraform.run(directory, 'validate', '-no-color');
  }
});
