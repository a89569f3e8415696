import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import * as z from 'zod';
import type { EnvironmentSettings } from '../../infra/settings.ts';
import { environments } from '../../scripts/build/example-environments.ts';
import { formatHcl } from '../../scripts/build/format-hcl.ts';
import { parsePlan } from '../../scripts/review-plan/plan.ts';
import { review } from '../../scripts/review-plan/review.ts';
import { isTerraformInstalled, startTerraform, type Terraform } from '../support/terraform/terraform.ts';
import { everyOption, writeStack } from './synthesized.ts';

const Plan = z.object({
  planned_values: z.unknown(),
  resource_changes: z.array(z.unknown()),
  output_changes: z.unknown(),
});

const Resources = z.array(z.object({ address: z.string(), values: z.record(z.string(), z.unknown()) }));
const noResources = { root_module: { resources: [] } };
const State = z.object({
  values: z.object({ root_module: z.object({ resources: Resources.default([]) }) }).default(noResources),
});

const source = 'arn:aws:s3:::thumbnails-test-source-123456789012-eu-west-1';
const processed = 'arn:aws:s3:::thumbnails-test-processed-123456789012-eu-west-1';
const queue = 'arn:aws:sqs:eu-west-1:123456789012:thumbnails-test-thumbnail-dead-letter';
const logGroup = 'arn:aws:logs:eu-west-1:123456789012:log-group:/aws/lambda/thumbnails-test-thumbnail';

const topic = 'arn:aws:sns:eu-west-1:123456789012:thumbnails-test-thumbnail-alarms';

const cases: { name: string; settings: Partial<EnvironmentSettings> }[] = [
  ...environments.map((settings) => ({ name: `the environment ${settings.name}`, settings })),
  { name: 'an environment with every option', settings: everyOption },
  {
    name: 'an environment whose source bucket exists',
    settings: {
      ...everyOption,
      versioning: false,
      lifecycle: {},
      uploads: undefined,
      sourceBucket: { existing: 'photos' },
    },
  },
  {
    name: 'an environment whose buckets exist, with a notification',
    settings: {
      sourceBucket: { existing: 'photos' },
      processedBucket: { existing: 'thumbs' },
      trigger: 'notification',
      probe: { everyMinutes: 15 },
    },
  },
];

describe('the deployed configuration, as Terraform reads it', () => {
  let directory: string;
  let terraform: Terraform;

  before(async function () {
    if (!(await isTerraformInstalled())) this.skip();
    directory = await mkdtemp(join(tmpdir(), 'deployment-'));
    terraform = await startTerraform();
  });

  after(async () => {
    terraform?.stop();
    if (directory) await rm(directory, { recursive: true });
  });

  for (const { name, settings } of cases) {
    describe(`of ${name}`, () => {
      let json: string;
      let hcl: string;
      let plans: { json: string; hcl: string };

      before(async () => {
        [json, hcl] = await written(join(directory, name), settings);
        for (const stack of [json, hcl]) await succeeding(stack, 'init', '-input=false');
        plans = { json: await planOf(json), hcl: await planOf(hcl) };
      });

      it('is valid as JSON and as HCL, without a warning', () => expectValid(json, hcl));

      it('is formatted as Terraform formats HCL', async () => {
        await succeeding(hcl, 'fmt', '-check', '-diff');
      });

      it('has the same plan from JSON and from HCL', async () => {
        expect(Plan.parse(JSON.parse(plans.hcl))).to.deep.equal(Plan.parse(JSON.parse(plans.json)));
      });

      it('is created without other dangers than the wildcard of tracing and the notifications of an existing bucket', async () => {
        const wildcard = 'allows `xray:PutTelemetryRecords`, `xray:PutTraceSegments` on `*` (**a wildcard**).';
        const notifications =
          'replaces all notifications that the bucket `"photos"` has, and this plan does not show them.';
        expect(dangersOf(plans.json)).to.deep.equal([
          ...(settings.tracing ? [`aws_iam_role_policy.thumbnail \`policy\` ${wildcard}`] : []),
          ...(settings.trigger === 'notification' ? [`aws_s3_bucket_notification.uploads ${notifications}`] : []),
        ]);
      });

      it('has nothing left to change once it is applied, neither from JSON nor from HCL', async () => {
        await succeeding(json, 'apply', '-input=false', 'plan');
        for (const stack of [json, hcl]) {
          const { code, stdout } = await terraform.run(
            stack,
            'plan',
            '-detailed-exitcode',
            '-input=false',
            '-no-color',
          );
          expect(code, stdout).to.equal(0);
        }
      });

      it(settings.protect ? 'refuses to destroy its source bucket' : 'is destroyed completely', async () => {
        const { code, stderr } = await terraform.run(
          json,
          'destroy',
          '-refresh=false',
          '-auto-approve',
          '-input=false',
        );
        expect(code, stderr).to.equal(settings.protect ? 1 : 0);
        if (settings.protect) expect(stderr).to.match(/Instance cannot be destroyed[\s\S]*aws_s3_bucket\.source /);
        const left = (await stateOf(json)).map(({ address }) => address);
        if (settings.protect) expect(left).to.include('aws_s3_bucket.source');
        else expect(left).to.deep.equal([]);
      });
    });
  }

  it('is valid as JSON and as HCL, without a warning, with its state in a bucket', async () => {
    const remoteState = { bucket: 'state', region: 'eu-west-1' };
    const [json, hcl] = await written(join(directory, 'remote state'), { remoteState });
    for (const stack of [json, hcl]) await succeeding(stack, 'init', '-input=false', '-backend=false');
    await expectValid(json, hcl);
  });

  describe('once it is applied', () => {
    let state: z.output<typeof Resources>;

    before(async () => {
      const [json] = await written(join(directory, 'applied'), {});
      await succeeding(json, 'init', '-input=false');
      await succeeding(json, 'apply', '-auto-approve', '-input=false');
      state = await stateOf(json);
    });

    const policyOf = (address: string, argument: string) => {
      const policy = state.find((resource) => resource.address === address)?.values[argument];
      return JSON.parse(z.string().parse(policy)).Statement;
    };

    // Terraform sorts the actions of each statement.
    it('allows the function its work and nothing else', () => {
      expect(policyOf('aws_iam_role_policy.thumbnail', 'policy')).to.deep.equal([
        { Sid: 'ReadSourceObjects', Effect: 'Allow', Action: ['s3:GetObject'], Resource: [`${source}/*`] },
        {
          Sid: 'DistinguishMissingFromDenied',
          Effect: 'Allow',
          Action: ['s3:ListBucket'],
          Resource: [processed, source],
        },
        { Sid: 'FindThumbnails', Effect: 'Allow', Action: ['s3:GetObject'], Resource: [`${processed}/*`] },
        {
          Sid: 'WriteThumbnails',
          Effect: 'Allow',
          Action: ['s3:DeleteObject', 's3:PutObject'],
          Resource: [`${processed}/*`],
        },
        {
          Sid: 'WriteLog',
          Effect: 'Allow',
          Action: ['logs:CreateLogStream', 'logs:PutLogEvents'],
          Resource: [`${logGroup}:*`],
        },
        { Sid: 'ReportFailures', Effect: 'Allow', Action: ['sqs:SendMessage'], Resource: [queue] },
      ]);
    });

    it('allows only Lambda to assume the role', () => {
      expect(policyOf('aws_iam_role.thumbnail', 'assume_role_policy')).to.deep.equal([
        {
          Sid: 'AllowLambda',
          Effect: 'Allow',
          Action: ['sts:AssumeRole'],
          Principal: { Service: ['lambda.amazonaws.com'] },
        },
      ]);
    });

    for (const [name, arn] of Object.entries({ source, processed })) {
      it(`denies everybody plain HTTP and TLS before 1.2, on the ${name} bucket and all its objects`, () => {
        const everything = { Effect: 'Deny', Action: ['s3:*'], Resource: [arn, `${arn}/*`], Principal: '*' };
        expect(policyOf(`aws_s3_bucket_policy.${name}`, 'policy')).to.deep.equal([
          { Sid: 'DenyUnencryptedTransport', ...everything, Condition: { Bool: { 'aws:SecureTransport': ['false'] } } },
          { Sid: 'DenyTlsBefore12', ...everything, Condition: { NumericLessThan: { 's3:TlsVersion': ['1.2'] } } },
        ]);
      });
    }

    it('denies everybody plain HTTP on the dead-letter queue', () => {
      expect(policyOf('aws_sqs_queue_policy.dead_letter', 'policy')).to.deep.equal([
        {
          Sid: 'DenyUnencryptedTransport',
          Effect: 'Deny',
          Action: ['sqs:*'],
          Resource: [queue],
          Principal: '*',
          Condition: { Bool: { 'aws:SecureTransport': ['false'] } },
        },
      ]);
    });

    it('allows only the alarms of this account to publish to their topic, with TLS', () => {
      expect(policyOf('aws_sns_topic_policy.alarm_topic', 'policy')).to.deep.equal([
        {
          Sid: 'AllowAlarms',
          Effect: 'Allow',
          Action: ['sns:Publish'],
          Resource: [topic],
          Principal: { Service: ['cloudwatch.amazonaws.com'] },
          Condition: { StringEquals: { 'aws:SourceAccount': ['123456789012'] } },
        },
        {
          Sid: 'DenyUnencryptedTransport',
          Effect: 'Deny',
          Action: ['sns:Publish'],
          Resource: [topic],
          Principal: '*',
          Condition: { Bool: { 'aws:SecureTransport': ['false'] } },
        },
      ]);
    });
  });

  async function written(parent: string, settings: Partial<EnvironmentSettings>): Promise<[json: string, hcl: string]> {
    const asJson = await writeStack(join(parent, 'cdktf.out'), { settings });
    const asHcl = await writeStack(join(parent, 'cdktf.out.hcl'), { settings, hcl: true });
    await formatHcl(join(asHcl, 'cdk.tf'));
    return [asJson, asHcl];
  }

  async function expectValid(...stacks: string[]): Promise<void> {
    for (const stack of stacks) {
      const report = await succeeding(stack, 'validate', '-json');
      expect(JSON.parse(report)).to.deep.include({ valid: true, diagnostics: [] });
    }
  }

  function dangersOf(plan: string): string[] {
    return review(parsePlan(plan), []).dangers.map(({ address, message }) => `${address} ${message.text}`);
  }

  /** Writes the plan to the file `plan`, and returns its JSON. */
  async function planOf(stack: string): Promise<string> {
    await succeeding(stack, 'plan', '-input=false', '-out=plan');
    return succeeding(stack, 'show', '-json', 'plan');
  }

  async function stateOf(stack: string): Promise<z.output<typeof Resources>> {
    return State.parse(JSON.parse(await succeeding(stack, 'show', '-json'))).values.root_module.resources;
  }

  async function succeeding(stack: string, ...args: string[]): Promise<string> {
    const { code, stdout, stderr } = await terraform.run(stack, ...args);
    expect(code, `terraform ${args.join(' ')}: ${stdout}${stderr}`).to.equal(0);
    return stdout;
  }
});
