import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import * as z from 'zod';
import type { EnvironmentSettings } from '../../infra/settings.ts';
import { formatHcl } from '../../scripts/synth.ts';
import { isTerraformInstalled, startTerraform, type Terraform } from '../support/terraform/terraform.ts';
import { writeStack } from './synthesized.ts';

const Plan = z.object({
  planned_values: z.unknown(),
  resource_changes: z.array(z.unknown()),
  output_changes: z.unknown(),
});

const State = z.object({
  values: z.object({
    root_module: z.object({
      resources: z.array(z.object({ address: z.string(), values: z.record(z.string(), z.unknown()) })),
    }),
  }),
});

const source = 'arn:aws:s3:::thumbnails-test-source-123456789012-eu-west-1';
const processed = 'arn:aws:s3:::thumbnails-test-processed-123456789012-eu-west-1';
const queue = 'arn:aws:sqs:eu-west-1:123456789012:thumbnails-test-thumbnail-dead-letter';
const logGroup = 'arn:aws:logs:eu-west-1:123456789012:log-group:/aws/lambda/thumbnails-test-thumbnail';

describe('the deployed configuration, as Terraform reads it', function () {
  this.timeout(60_000);

  let directory: string;
  let json: string;
  let hcl: string;
  let terraform: Terraform;

  before(async function () {
    if (!(await isTerraformInstalled())) this.skip();
    directory = await mkdtemp(join(tmpdir(), 'deployment-'));
    terraform = await startTerraform();
    [json, hcl] = await initialized(directory, {});
  });

  after(async () => {
    terraform?.stop();
    if (directory) await rm(directory, { recursive: true });
  });

  it('is valid as JSON and as HCL, without a warning', async () => {
    for (const stack of [json, hcl]) {
      const report = await succeeding(stack, 'validate', '-json');
      expect(JSON.parse(report)).to.deep.include({ valid: true, diagnostics: [] });
    }
  });

  it('is formatted as Terraform formats HCL', async () => {
    await succeeding(hcl, 'fmt', '-check', '-diff');
  });

  it('is planned alike from JSON and from HCL', async () => {
    expect(await planOf(hcl)).to.deep.equal(await planOf(json));
  });

  it('is planned alike also with every setting that there is, and every character that one may hold', async () => {
    const [settingsJson, settingsHcl] = await initialized(join(directory, 'settings'), {
      variants: [
        { name: 'small', width: 100, height: 50, fit: 'inside', format: 'avif', quality: 1 },
        { name: 'large', width: 4096, height: 4096, format: 'png' },
      ],
      cacheControl: 'public, max-age=31536000, no-transform',
      memoryMegabytes: 10_240,
      timeoutSeconds: 900,
      reservedConcurrency: 'unreserved',
      logRetentionDays: 3653,
      keyPrefix: "/A-z_0.9!'()/",
      keySuffix: '.JPG',
      sourceBucket: 'photos',
      processedBucket: 'thumbs',
      tags: { 'a b_c.d:e/f=g+h-i@j': 'a b_c.d:e/f=g+h-i@j', empty: '' },
    });
    expect(await planOf(settingsHcl)).to.deep.equal(await planOf(settingsJson));
  });

  describe('once it is applied', () => {
    let state: z.output<typeof State>['values']['root_module']['resources'];

    before(async () => {
      await succeeding(json, 'apply', '-auto-approve', '-input=false');
      const shown = await succeeding(json, 'show', '-json');
      state = State.parse(JSON.parse(shown)).values.root_module.resources;
    });

    const policyOf = (address: string, argument: string) => {
      const policy = state.find((resource) => resource.address === address)?.values[argument];
      return JSON.parse(z.string().parse(policy)).Statement;
    };

    it('is not changed by a second plan, neither from JSON nor from HCL', async () => {
      for (const stack of [json, hcl]) {
        const { code, stdout } = await terraform.run(stack, 'plan', '-detailed-exitcode', '-input=false', '-no-color');
        expect(code, stdout).to.equal(0);
      }
    });

    // Terraform sorts the actions of each statement.
    it('lets the function do its work, and nothing else', () => {
      expect(policyOf('aws_iam_role_policy.thumbnail', 'policy')).to.deep.equal([
        { Sid: 'ReadSourceObjects', Effect: 'Allow', Action: ['s3:GetObject'], Resource: [`${source}/*`] },
        { Sid: 'TellMissingFromDenied', Effect: 'Allow', Action: ['s3:ListBucket'], Resource: [source] },
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

    it('lets Lambda alone take the role', () => {
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
      it(`denies everybody plain HTTP, and TLS before 1.2, on the ${name} bucket and all its objects`, () => {
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
  });

  async function initialized(parent: string, settings: Partial<EnvironmentSettings>): Promise<[string, string]> {
    const asJson = await writeStack(join(parent, 'cdktf.out'), { settings });
    const asHcl = await writeStack(join(parent, 'cdktf.out.hcl'), { settings, hcl: true });
    await formatHcl(join(asHcl, 'cdk.tf'));
    for (const stack of [asJson, asHcl]) await succeeding(stack, 'init', '-input=false');
    return [asJson, asHcl];
  }

  async function planOf(stack: string): Promise<z.output<typeof Plan>> {
    await succeeding(stack, 'plan', '-input=false', '-out=plan');
    return Plan.parse(JSON.parse(await succeeding(stack, 'show', '-json', 'plan')));
  }

  async function succeeding(stack: string, ...args: string[]): Promise<string> {
    const { code, stdout, stderr } = await terraform.run(stack, ...args);
    expect(code, `terraform ${args.join(' ')}: ${stdout}${stderr}`).to.equal(0);
    return stdout;
  }
});
