import type { IncomingMessage } from 'node:http';
import { CreateMultipartUploadCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { GetQueueUrlCommand, SendMessageCommand } from '@aws-sdk/client-sqs';
import { expect } from 'chai';
import * as z from 'zod';
import { auditPermissions } from '../../../infra/bootstrap/operators/audit-permissions.ts';
import { backfillPermissions } from '../../../infra/bootstrap/operators/backfill-permissions.ts';
import { erasePermissions } from '../../../infra/bootstrap/operators/erase-permissions.ts';
import { onCallPermissions } from '../../../infra/bootstrap/operators/on-call-permissions.ts';
import { repairPermissions } from '../../../infra/bootstrap/operators/repair-permissions.ts';
import { Settings } from '../../../infra/settings.ts';
import type { Statement } from '../../../infra/statement.ts';
import type { Command } from '../../../scripts/cli/command.ts';
import { command as backfill } from '../../../scripts/commands/backfill.ts';
import { command as deadLetters } from '../../../scripts/commands/dead-letters.ts';
import { command as erase } from '../../../scripts/commands/erase.ts';
import { command as pause } from '../../../scripts/commands/pause.ts';
import { command as redrive } from '../../../scripts/commands/redrive.ts';
import { command as resume } from '../../../scripts/commands/resume.ts';
import { command as status } from '../../../scripts/commands/status.ts';
import { command as verify } from '../../../scripts/commands/verify.ts';
import { type AccessRequest, isAllowed } from '../../../scripts/policies/is-allowed.ts';
import { TerraformDocument } from '../../../scripts/policies/terraform-document.ts';
import { expectLeastPrivilege, policyOf } from '../../support/expect-least-privilege.ts';
import { quartered } from '../../support/pictures.ts';
import { runCaptured } from '../../support/run-captured.ts';
import { type RunningAws, runAws } from '../../support/running-aws.ts';
import { temporaryDirectory } from '../../support/temporary-directory.ts';

const account = '000000000000';
const settings = Settings.parse({ project: 'thumbnails', name: 'dev', region: 'eu-west-1' });

type Call = AccessRequest;

const IamStatements = z.array(
  z.looseObject({ Effect: z.string(), Action: z.array(z.string()), Resource: z.array(z.string()) }),
);

describe('the policies of operators', () => {
  let aws: RunningAws;
  const calls: Call[] = [];
  before(async () => {
    aws = await runAws({
      intercept: () => (request) => {
        // The function calls S3 as its role.
        if (request.headers.authorization?.includes('Credential=developer/')) calls.push(callOf(request));
        return false;
      },
    });
    const Body = await quartered(8, 6).png().toBuffer();
    await aws.s3().send(new PutObjectCommand({ Bucket: aws.source, Key: 'a.png', Body }));
    await aws.drain();
    const letter = JSON.stringify({ requestContext: { condition: 'EventAgeExceeded' }, requestPayload: {} });
    for (const body of ['by hand', letter]) await send(body);
  });
  after(() => aws.stop());

  async function send(MessageBody: string): Promise<void> {
    const { QueueUrl } = await aws.sqs.send(new GetQueueUrlCommand({ QueueName: aws.stack.queues[0]?.name }));
    await aws.sqs.send(new SendMessageCommand({ QueueUrl, MessageBody }));
  }

  /** Runs commands, and returns the calls of AWS that they made. */
  async function callsOf(...commands: [command: Command, ...args: string[]][]): Promise<Call[]> {
    calls.length = 0;
    for (const [command, ...args] of commands) {
      const { errors } = await runCaptured(command, ['--env', 'dev', '--endpoint-url', aws.endpoint, ...args]);
      expect(errors).to.equal('');
    }
    return [...calls];
  }

  const expectExactly = (statements: readonly Statement[], made: readonly Call[]) =>
    expectLeastPrivilege(stored(statements), made);

  it('allow the person on call exactly what the commands of the night do, and reading results', async () => {
    const file = `${await temporaryDirectory()}/letters.jsonl`;
    const made = await callsOf(
      [deadLetters, 'list'],
      [redrive, '--code', 'EventAgeExceeded', '--limit', '1'],
      [deadLetters, 'discard', '--all', '--out', file],
      [pause, '--reason', 'a test'],
      [resume],
    );
    // On an account that reserves no concurrency.
    const functionArn = aws.stack.functions[0]?.arn ?? '';
    made.push({ action: 'lambda:DeleteFunctionConcurrency', resource: functionArn });
    const results = { action: 's3:GetObject', resource: `arn:aws:s3:::${aws.processed}/results/a.png.json` };

    expectExactly(onCallPermissions(settings, account), [...made, results]);
  });

  it('allow an auditor exactly what status and verify do', async () => {
    await send('by hand');
    const made = await callsOf([status, 'a.png'], [verify, '--min-age', '0']);

    expectExactly(auditPermissions(settings, account), made);
  });

  it('allow exactly what a backfill does, and passing no other role to a job', async () => {
    await aws.s3().send(new PutObjectCommand({ Bucket: aws.source, Key: 'new.png', Body: 'text' }));
    const directory = await temporaryDirectory();
    const made = await callsOf([backfill], [backfill, '--run', '--directory', directory]);
    await aws.drain();
    expectExactly(backfillPermissions(settings, account), made);

    // S3 Batch Operations are on AWS alone.
    const job = `arn:aws:s3:eu-west-1:${account}:job/1`;
    const context = { 'iam:PassedToService': 'batchoperations.s3.amazonaws.com' };
    const role = `arn:aws:iam::${account}:role/thumbnails-dev/thumbnails-dev-backfill`;
    const withJobs = backfillPermissions({ ...settings, batchBackfill: true }, account);
    expectExactly(withJobs, [
      ...made,
      { action: 's3:CreateJob', resource: '*' },
      { action: 'iam:PassRole', resource: role, context },
      { action: 's3:DescribeJob', resource: job },
      { action: 's3:UpdateJobStatus', resource: job },
    ]);
    for (const request of [
      { action: 'iam:PassRole', resource: role, context: { 'iam:PassedToService': 'lambda.amazonaws.com' } },
      { action: 'iam:PassRole', resource: role.replace(/backfill$/, 'thumbnail'), context },
    ])
      expect(isAllowed([policyOf(stored(withJobs))], request)).to.equal(false);
  });

  it('allow exactly what verify --repair does', async () => {
    const outdated = { Bucket: aws.processed, Key: 'dropped/a.png.webp', Body: 'thumbnail' };
    const Metadata = { 'source-etag': 'any', settings: 'earlier' };
    await aws.s3().send(new PutObjectCommand({ ...outdated, Metadata }));
    await aws.s3().send(new PutObjectCommand({ Bucket: aws.source, Key: 'no-image.png', Body: 'text' }));
    await aws.drain();
    const made = await callsOf([verify, '--min-age', '0', '--repair']);

    expectExactly(repairPermissions(settings, account), made);
  });

  it('allow exactly what erase does, and invalidating the own distribution', async () => {
    const Key = 'users/42/a.png';
    const Body = await quartered(8, 6).png().toBuffer();
    await aws.s3().send(new PutObjectCommand({ Bucket: aws.source, Key, Body }));
    await aws.s3().send(new CreateMultipartUploadCommand({ Bucket: aws.source, Key }));
    await aws.drain();
    const records = ['b.png', Key].map((key) => ({ s3: { bucket: { name: aws.source }, object: { key } } }));
    await send(JSON.stringify({ requestContext: { condition: 'Retries' }, requestPayload: { Records: records } }));
    const receipt = `${await temporaryDirectory()}/receipt.json`;
    const made = await callsOf([erase, '--prefix', 'users/42/', '--run', '--receipt', receipt]);
    await aws.drain();
    expectExactly(erasePermissions(settings, account), made);

    const resource = `arn:aws:cloudfront::${account}:distribution/E1`;
    const named = `arn:aws:cloudfront::${account}:distribution/E2`;
    const context = { 'aws:ResourceTag/project': 'thumbnails', 'aws:ResourceTag/environment': 'dev' };
    const delivered = Settings.parse({
      ...{ project: 'thumbnails', name: 'dev', region: 'eu-west-1' },
      delivery: { cloudfront: {} },
      readers: { cloudfrontDistributions: [named] },
    });
    const invalidations = ['cloudfront:CreateInvalidation', 'cloudfront:GetDistribution'].flatMap((action) => [
      { action, resource, context },
      { action, resource: named },
    ]);
    expectExactly(erasePermissions(delivered, account), [...made, ...invalidations]);
    const ofOthers = { action: 'cloudfront:CreateInvalidation', resource };
    expect(isAllowed([policyOf(stored(erasePermissions(delivered, account)))], ofOthers)).to.equal(false);
  });

  it('allow decrypting only through S3 and SQS, where the environment has a key', () => {
    const key = 'arn:aws:kms:eu-west-1:000000000000:key/1234abcd';
    const encrypted = { ...settings, encryption: key };
    for (const permissions of [onCallPermissions, auditPermissions, backfillPermissions, repairPermissions]) {
      const statements = permissions(encrypted, account);
      const request = { action: 'kms:Decrypt', resource: key };
      const context = { 'kms:ViaService': 's3.eu-west-1.amazonaws.com' };
      expect(isAllowed([policyOf(stored(statements))], request)).to.equal(false);
      expect(isAllowed([policyOf(stored(statements))], { ...request, context })).to.equal(true);
    }
  });

  it('let an auditor find the keys in the log of this environment, if it hides them', () => {
    const request = (environment: string, spec: string) => ({
      action: 'kms:GenerateMac',
      resource: 'arn:aws:kms:eu-west-1:000000000000:key/1234abcd',
      context: {
        'kms:KeySpec': spec,
        'aws:ResourceTag/project': 'thumbnails',
        'aws:ResourceTag/environment': environment,
      },
    });
    const policy = policyOf(stored(auditPermissions({ ...settings, logKeys: 'hmac' }, account)));
    expect(isAllowed([policy], request('dev', 'HMAC_256'))).to.equal(true);
    expect(isAllowed([policy], request('prod', 'HMAC_256'))).to.equal(false);
    expect(isAllowed([policy], request('dev', 'HMAC_512'))).to.equal(false);
    expect(isAllowed([policyOf(stored(auditPermissions(settings, account)))], request('dev', 'HMAC_256'))).to.equal(
      false,
    );
    const onCall = policyOf(stored(onCallPermissions({ ...settings, logKeys: 'hmac' }, account)));
    expect(isAllowed([onCall], request('dev', 'HMAC_256'))).to.equal(false);
  });

  it("let an auditor read the function's variables, which that key encrypts", () => {
    const key = 'arn:aws:kms:eu-west-1:000000000000:key/1234abcd';
    const context = { 'kms:ViaService': 'lambda.eu-west-1.amazonaws.com' };
    const request = { action: 'kms:Decrypt', resource: key, context };
    const statements = auditPermissions({ ...settings, encryption: key }, account);
    expect(isAllowed([policyOf(stored(statements))], request)).to.equal(true);
  });
});

/** Returns statements as IAM stores them. */
function stored(statements: readonly Statement[]): z.infer<typeof IamStatements> {
  const statement = statements.map(({ wildcardReason: _, ...rest }) => rest);
  return IamStatements.parse(TerraformDocument.parse({ statement }).Statement);
}

/** Returns the action and the resource for which AWS authorizes a request. */
function callOf({ method = '', url = '', headers }: IncomingMessage): Call {
  const [, service, operation] = /^(AmazonSQS|Logs_20140328)\.(\w+)$/.exec(String(headers['x-amz-target'])) ?? [];
  if (service === 'AmazonSQS')
    return {
      action: `sqs:${operation}`,
      resource: `arn:aws:sqs:eu-west-1:${account}:thumbnails-dev-thumbnail-dead-letter`,
    };
  if (service !== undefined) {
    const group = `arn:aws:logs:eu-west-1:${account}:log-group:/aws/lambda/thumbnails-dev-thumbnail:*`;
    return { action: `logs:${operation}`, resource: operation === 'StartQuery' ? group : '*' };
  }
  const lambda = lambdaActions.find(([pattern]) => pattern.test(`${method} ${url}`));
  if (lambda)
    return { action: lambda[1], resource: `arn:aws:lambda:eu-west-1:${account}:function:thumbnails-dev-thumbnail` };
  const [, bucket, key] = /^\/([^/?]+)\/?([^?]*)/.exec(url) ?? [];
  const [, action] = s3Actions.find(([pattern]) => pattern.test(`${method} ${url}`)) ?? [];
  // The objects of a DeleteObjects are in its body: any stands for them.
  const object = action === 's3:DeleteObjectVersion' ? 'any' : key;
  return { action: action ?? '', resource: `arn:aws:s3:::${bucket}${object ? `/${object}` : ''}` };
}

const s3Actions = [
  [/^GET [^?]*\?(.*&)?versions/, 's3:ListBucketVersions'],
  [/^GET [^?]*\?(.*&)?uploads/, 's3:ListBucketMultipartUploads'],
  [/^POST [^?]*\?(.*&)?delete/, 's3:DeleteObjectVersion'],
  [/^DELETE [^?]*\?(.*&)?uploadId/, 's3:AbortMultipartUpload'],
  [/^DELETE /, 's3:DeleteObject'],
  [/^PUT /, 's3:PutObject'],
  [/^(GET|HEAD) \/[^/?]+\/[^?]/, 's3:GetObject'],
  [/^(GET|HEAD) /, 's3:ListBucket'],
] as const;

const lambdaActions = [
  [/^POST \/2015-03-31\/functions\/.*\/invocations/, 'lambda:InvokeFunction'],
  [/^GET \/2015-03-31\/functions\/.*\/configuration/, 'lambda:GetFunctionConfiguration'],
  [/^GET \/2019-09-30\/functions\/.*\/concurrency/, 'lambda:GetFunctionConcurrency'],
  [/^PUT \/2017-10-31\/functions\/.*\/concurrency/, 'lambda:PutFunctionConcurrency'],
  [/^GET \/2017-03-31\/tags\//, 'lambda:ListTags'],
  [/^POST \/2017-03-31\/tags\//, 'lambda:TagResource'],
  [/^DELETE \/2017-03-31\/tags\//, 'lambda:UntagResource'],
] as const;
