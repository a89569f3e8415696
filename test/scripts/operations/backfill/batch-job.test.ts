import { GetFunctionConcurrencyCommand, GetFunctionConfigurationCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { HeadBucketCommand, S3Client } from '@aws-sdk/client-s3';
import { CreateJobCommand, DescribeJobCommand, S3ControlClient } from '@aws-sdk/client-s3-control';
import { type AwsClientStub, mockClient } from 'aws-sdk-client-mock';
import { expect } from 'chai';
import { functionEnvironment } from '../../../../infra/function-environment.ts';
import { namesOf } from '../../../../infra/names.ts';
import { Settings } from '../../../../infra/settings.ts';
import { command } from '../../../../scripts/commands/backfill.ts';
import { backfillRoleArn, batchJob, describeJob } from '../../../../scripts/operations/backfill/batch-job.ts';
import { runCaptured } from '../../../support/run-captured.ts';
import { deployedSettings } from '../erase/deployed-settings.ts';

const arn = 'arn:aws:lambda:eu-west-1:123456789012:function:thumbnails-prod-thumbnail';
const roleArn = 'arn:aws:iam::123456789012:role/backfill';
const everything = [{ prefix: '', suffix: '' }];

const jobOf = (prefix: string, keyFilters = everything, since?: Date) =>
  batchJob({ deployed: { arn, settings: deployedSettings }, roleArn, prefix, selection: { keyFilters, since } });
const filterOf = (...given: Parameters<typeof jobOf>) =>
  jobOf(...given).ManifestGenerator?.S3JobManifestGenerator?.Filter;

describe('batchJob', () => {
  it('lets S3 list the source bucket, invoke the function, and report what failed', () => {
    const { ClientRequestToken, ...job } = jobOf('');

    expect(job).to.deep.equal({
      AccountId: '123456789012',
      ConfirmationRequired: false,
      Description: 'Backfill of s3://source/',
      Priority: 10,
      RoleArn: roleArn,
      Operation: {
        LambdaInvoke: { FunctionArn: arn, InvocationSchemaVersion: '2.0', UserArguments: { onlyIfStale: 'true' } },
      },
      Report: {
        Enabled: true,
        Bucket: 'arn:aws:s3:::processed',
        Prefix: 'backfill-reports',
        Format: 'Report_CSV_20180820',
        ReportScope: 'FailedTasksOnly',
      },
      ManifestGenerator: {
        S3JobManifestGenerator: { SourceBucket: 'arn:aws:s3:::source', EnableManifestOutput: false, Filter: {} },
      },
    });
    expect(ClientRequestToken).to.match(/^[0-9a-f-]{36}$/);
  });

  it('selects by prefix, key filters and time', () => {
    const since = new Date('2026-01-01T00:00:00Z');
    const filters = [
      { prefix: 'photos/', suffix: '.jpg' },
      { prefix: 'photos/', suffix: '.png' },
    ];

    expect(filterOf('photos/2026/', everything, since)).to.deep.equal({
      KeyNameConstraint: { MatchAnyPrefix: ['photos/2026/'] },
      CreatedAfter: since,
    });
    expect(filterOf('photos/2026/', filters)).to.deep.equal({
      KeyNameConstraint: { MatchAnyPrefix: ['photos/2026/'], MatchAnySuffix: ['.jpg', '.png'] },
    });
  });

  it('refuses what S3 cannot select', () => {
    const filters = [
      { prefix: 'a/', suffix: '.jpg' },
      { prefix: 'b/', suffix: '.png' },
    ];

    expect(() => jobOf('', filters)).to.throw(/cannot select keys as keyFilters do/);
    expect(filterOf('b/', filters)).to.deep.equal({
      KeyNameConstraint: { MatchAnyPrefix: ['b/'], MatchAnySuffix: ['.png'] },
    });
    expect(() => jobOf('c/', filters)).to.throw('keyFilters leave out every key that begins with c/.');
  });
});

describe('describeJob', () => {
  it('says how far it is, and where the report is', () => {
    const Report = { Enabled: true, Bucket: 'arn:aws:s3:::processed', Prefix: 'backfill-reports' };
    const ProgressSummary = { TotalNumberOfTasks: 10, NumberOfTasksSucceeded: 7, NumberOfTasksFailed: 1 };

    expect(describeJob({ JobId: 'j1', Status: 'Active', ProgressSummary, Report })).to.equal(
      'j1: Active, 8 of 10 done, 1 rejected or failed\nWhich ones, and why: s3://processed/backfill-reports/job-j1/\n',
    );
    const FailureReasons = [{ FailureCode: 'AccessDenied', FailureReason: 'No.' }];
    expect(describeJob({ JobId: 'j1', Status: 'Failed', FailureReasons })).to.contain('\n  AccessDenied: No.\n');
  });
});

describe('npm run backfill -- --engine batch', () => {
  const environment = Settings.parse({ project: 'thumbnails', name: 'prod', region: 'eu-west-1' });
  let lambda: AwsClientStub<LambdaClient>;
  let control: AwsClientStub<S3ControlClient>;
  let s3: AwsClientStub<S3Client>;
  before(() => {
    lambda = mockClient(LambdaClient);
    control = mockClient(S3ControlClient);
    s3 = mockClient(S3Client);
    s3.on(HeadBucketCommand).resolves({});
    const Variables = { ...functionEnvironment(environment, { source: 'source', processed: 'processed' }) };
    lambda
      .on(GetFunctionConfigurationCommand)
      .resolves({ FunctionArn: arn, MemorySize: 1769, Timeout: 30, Environment: { Variables } })
      .on(GetFunctionConcurrencyCommand)
      .resolves({});
    control
      .on(CreateJobCommand)
      .resolves({ JobId: 'j1' })
      .on(DescribeJobCommand)
      .resolves({ Job: { JobId: 'j1', Status: 'Complete' } });
  });
  after(() => {
    lambda.restore();
    control.restore();
    s3.restore();
  });

  const run = (...args: string[]) => runCaptured(command, ['--env', 'prod', ...args]);

  it('creates a job, and says how to follow it', async () => {
    const { code, output } = await run('--engine', 'batch', '--role', roleArn, '--run', '--prefix', 'a/');

    expect({ code, output }).to.deep.equal({
      code: 0,
      output: 'j1\nHow far it is: npm run backfill -- --env prod --status j1\n',
    });
    expect(control.commandCalls(CreateJobCommand)[0]?.args[0].input).to.deep.include({ RoleArn: roleArn });
  });

  it('tells how far a job is', async () => {
    expect(await run('--status', 'j1')).to.deep.include({
      code: 0,
      output: 'j1: Complete, 0 of 0 done, 0 rejected or failed\n',
    });
    expect(control.commandCalls(DescribeJobCommand)[0]?.args[0].input).to.deep.equal({
      AccountId: '123456789012',
      JobId: 'j1',
    });
  });

  it('finds the role of the stack by itself', () => {
    const names = namesOf({ ...environment, organization: { rolePath: '/team/', rolePrefix: 'x-' } }, '');
    expect(backfillRoleArn({ arn: arn.replace('aws', 'aws-us-gov') }, names)).to.equal(
      'arn:aws-us-gov:iam::123456789012:role/team/thumbnails-prod/x-thumbnails-prod-backfill',
    );
  });

  it('needs a role, and AWS', async () => {
    expect((await run('--engine', 'batch', '--run')).errors).to.match(
      /^prod has no role for S3 Batch Operations\. Set batchBackfill: true in its settings/,
    );
    expect((await run('--role', roleArn)).errors).to.match(/^--role is for --engine batch\./);
    const local = ['--status', 'j1', '--endpoint-url', 'http://127.0.0.1:4580'];
    expect((await run(...local)).errors).to.match(/^S3 Batch Operations are on AWS alone/);
  });
});
