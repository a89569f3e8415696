import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { parsePlan } from '../../../scripts/review-plan/plan.ts';
import { report } from '../../../scripts/review-plan/report/report.ts';
import { review } from '../../../scripts/review-plan/review.ts';
import { isTerraformInstalled, startTerraform, type Terraform } from '../../support/terraform/terraform.ts';
import { expectReport } from './golden.ts';

const reference = (address: string) => `\${${address}}`;
const bucket = reference('aws_s3_bucket.photos.id');
const tlsOnly = {
  sid: 'DenyUnencryptedTransport',
  effect: 'Deny',
  principals: [{ type: '*', identifiers: ['*'] }],
  actions: ['s3:*'],
  resources: [reference('aws_s3_bucket.photos.arn'), `${reference('aws_s3_bucket.photos.arn')}/*`],
  condition: [{ test: 'Bool', variable: 'aws:SecureTransport', values: ['false'] }],
};
const publicAccessBlock = {
  bucket,
  block_public_acls: true,
  block_public_policy: true,
  ignore_public_acls: true,
  restrict_public_buckets: true,
};
const permissions = [
  { sid: 'Read', actions: ['s3:GetObject'], resources: [`${reference('aws_s3_bucket.photos.arn')}/*`] },
  { sid: 'Report', actions: ['sqs:SendMessage'], resources: [reference('aws_sqs_queue.failures.arn')] },
];

/** A small stack of each kind of thing that can become dangerous. */
const resources = {
  aws_s3_bucket: { photos: { bucket: 'photos', tags: { Team: 'images' } } },
  aws_s3_bucket_public_access_block: { photos: publicAccessBlock },
  aws_s3_bucket_server_side_encryption_configuration: {
    photos: { bucket, rule: [{ apply_server_side_encryption_by_default: { sse_algorithm: 'AES256' } }] },
  },
  aws_s3_bucket_policy: { photos: { bucket, policy: reference('data.aws_iam_policy_document.photos.json') } },
  aws_sqs_queue: {
    failures: { name: 'failures', message_retention_seconds: 1_209_600, sqs_managed_sse_enabled: true },
  },
  aws_cloudwatch_log_group: { function: { name: 'function', retention_in_days: 30 } },
  aws_iam_role: { function: { name: 'function', assume_role_policy: '{}' } },
  aws_iam_role_policy: {
    function: {
      name: 'function',
      role: reference('aws_iam_role.function.name'),
      policy: reference('data.aws_iam_policy_document.function.json'),
    },
  },
  aws_lambda_function: { function: { function_name: 'function', role: reference('aws_iam_role.function.arn') } },
  aws_lambda_function_event_invoke_config: {
    function: {
      function_name: reference('aws_lambda_function.function.function_name'),
      destination_config: { on_failure: { destination: reference('aws_sqs_queue.failures.arn') } },
    },
  },
};

interface Configuration {
  resources?: Record<string, object>;
  bucketPolicy?: object[];
  rolePolicy?: object[];
}

interface Case {
  configuration?: Configuration;
  options?: string[];
  isDangerous: boolean;
}

const { aws_s3_bucket_server_side_encryption_configuration: _, ...unencrypted } = resources;
const { aws_lambda_function_event_invoke_config: __, ...withoutDeadLetters } = resources;
const others = reference('aws_s3_bucket.others.id');

/** Each is planned when the stack above has been applied. */
const cases: Record<string, Case> = {
  'nothing-changed': { isDangerous: false },
  'retention-lowered': {
    configuration: {
      resources: {
        ...resources,
        aws_cloudwatch_log_group: { function: { name: 'function', retention_in_days: 7 } },
        aws_sqs_queue: { failures: { ...resources.aws_sqs_queue.failures, message_retention_seconds: 345_600 } },
      },
    },
    isDangerous: true,
  },
  'bucket-replaced': { options: ['-replace=aws_s3_bucket.photos'], isDangerous: true },
  'bucket-renamed': {
    configuration: {
      resources: { ...resources, aws_s3_bucket: { photos: { ...resources.aws_s3_bucket.photos, bucket: 'pictures' } } },
    },
    isDangerous: true,
  },
  'parts-moved-to-another-bucket': {
    configuration: {
      resources: {
        ...resources,
        aws_s3_bucket: { ...resources.aws_s3_bucket, others: { bucket: 'others' } },
        aws_s3_bucket_policy: { photos: { ...resources.aws_s3_bucket_policy.photos, bucket: others } },
        aws_s3_bucket_public_access_block: { photos: { ...publicAccessBlock, bucket: others } },
      },
    },
    isDangerous: true,
  },
  'role-renamed-and-dead-letters-lost': {
    configuration: {
      resources: {
        ...withoutDeadLetters,
        aws_iam_role: { renamed: { name: 'function', assume_role_policy: '{}' } },
        aws_iam_role_policy: {
          function: { ...resources.aws_iam_role_policy.function, role: reference('aws_iam_role.renamed.name') },
        },
        aws_lambda_function: { function: { function_name: 'function', role: reference('aws_iam_role.renamed.arn') } },
      },
    },
    isDangerous: true,
  },
  'policy-widened': {
    configuration: {
      bucketPolicy: [{ ...tlsOnly, condition: [{ ...tlsOnly.condition[0], variable: 'aws:ViaAWSService' }] }],
      rolePolicy: [{ sid: 'Read', actions: ['s3:GetObject', 's3:PutObject'], resources: ['*'] }, permissions[1] ?? {}],
    },
    isDangerous: true,
  },
  'policy-known-in-part': {
    configuration: {
      resources: {
        ...resources,
        aws_sqs_queue: { ...resources.aws_sqs_queue, outcomes: { name: 'outcomes', sqs_managed_sse_enabled: true } },
      },
      rolePolicy: [
        ...permissions,
        { sid: 'Tell', actions: ['sqs:*'], resources: [reference('aws_sqs_queue.outcomes.arn')] },
      ],
    },
    isDangerous: true,
  },
  'public-access-block-loosened': {
    configuration: {
      resources: {
        ...resources,
        aws_s3_bucket_public_access_block: { photos: { ...publicAccessBlock, block_public_policy: false } },
      },
    },
    isDangerous: true,
  },
  'encryption-removed': {
    configuration: {
      resources: {
        ...unencrypted,
        aws_sqs_queue: { failures: { ...resources.aws_sqs_queue.failures, sqs_managed_sse_enabled: false } },
      },
    },
    isDangerous: true,
  },
  'tags-changed': {
    configuration: {
      resources: { ...resources, aws_s3_bucket: { photos: { bucket: 'photos', tags: { Team: 'photos', Cost: '1' } } } },
    },
    isDangerous: false,
  },
  'everything-destroyed': { options: ['-destroy'], isDangerous: true },
};

describe('the review of a plan that Terraform made', () => {
  let directory: string;
  let terraform: Terraform;

  before(async function () {
    if (!(await isTerraformInstalled())) this.skip();
    directory = await mkdtemp(join(tmpdir(), 'review-plan-'));
    terraform = await startTerraform();
    await configure({});
    await succeeding('init', '-input=false');
    created = await planned();
    await succeeding('apply', '-auto-approve', '-input=false');
  });

  after(async () => {
    terraform?.stop();
    if (directory) await rm(directory, { recursive: true });
  });

  let created: string;

  it('reads as stored: everything-created', () => expectCase('everything-created', created, false));

  for (const [name, { configuration = {}, options = [], isDangerous }] of Object.entries(cases)) {
    it(`reads as stored: ${name}`, async () => {
      await configure(configuration);
      await expectCase(name, await planned(...options), isDangerous);
    });
  }

  async function expectCase(name: string, json: string, isDangerous: boolean): Promise<void> {
    const reviewed = review(parsePlan(json), []);
    expect(reviewed.dangers.length > 0, 'dangerous').to.equal(isDangerous);
    await expectReport(name, report(reviewed, 'dev', 62_000));
  }

  async function configure(configuration: Configuration): Promise<void> {
    const { bucketPolicy = [tlsOnly], rolePolicy = permissions } = configuration;
    const data = {
      aws_iam_policy_document: { photos: { statement: bucketPolicy }, function: { statement: rolePolicy } },
    };
    const provider = { aws: { region: 'eu-west-1' } };
    const content = JSON.stringify({ provider, data, resource: configuration.resources ?? resources });
    await writeFile(join(directory, 'main.tf.json'), content);
  }

  async function planned(...options: string[]): Promise<string> {
    await succeeding('plan', '-input=false', '-out=plan', ...options);
    return succeeding('show', '-json', 'plan');
  }

  async function succeeding(...args: string[]): Promise<string> {
    const { code, stdout, stderr } = await terraform.run(directory, ...args);
    expect(code, `terraform ${args.join(' ')}: ${stdout}${stderr}`).to.equal(0);
    return stdout;
  }
});
