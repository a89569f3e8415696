import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { namesOf } from '../../infra/names.ts';
import type { EnvironmentSettings } from '../../infra/settings.ts';
import { temporaryDirectory } from '../support/temporary-directory.ts';
import { everyOption, reference, type Synthesized, synthesized, writeStack } from './synthesized.ts';

const replacing = { sourceBucket: { existing: 'photos' }, trigger: 'notification' } as const;

describe('PipelineStack', () => {
  let stack: Synthesized;
  before(async () => {
    stack = await synthesized();
  });

  it('names everything after its settings and the account that it is deployed to', () => {
    const account = reference('data.aws_caller_identity.current.account_id');
    const names = namesOf({ project: 'thumbnails', name: 'test', region: 'eu-west-1' }, account);
    expect(stack.resourceAt('aws_s3_bucket.source')).to.include({ bucket: names.sourceBucket });
    expect(stack.resourceAt('aws_s3_bucket.processed')).to.include({ bucket: names.processedBucket });
    expect(stack.resourceAt('aws_lambda_function.thumbnail')).to.include({ function_name: names.function });
    expect(stack.resourceAt('aws_iam_role.thumbnail')).to.include({ name: names.role });
    expect(stack.resourceAt('aws_sqs_queue.dead_letter')).to.include({ name: names.deadLetterQueue });
    expect(stack.resourceAt('aws_sns_topic.alarm_topic')).to.include({ name: names.alarmTopic });
    expect(stack.resourceAt('aws_cloudwatch_dashboard.pipeline')).to.include({ dashboard_name: names.dashboard });
  });

  it('takes bucket names from the settings', async () => {
    const { resourceAt } = await synthesized({ sourceBucket: 'photos', processedBucket: 'thumbs' });
    expect(resourceAt('aws_s3_bucket.source')).to.include({ bucket: 'photos' });
    expect(resourceAt('aws_s3_bucket.processed')).to.include({ bucket: 'thumbs' });
  });

  it('tells the function its source and processed buckets', () => {
    const { variables } = stack.resourceAt('aws_lambda_function.thumbnail')['environment'] as { variables: unknown };
    expect(variables).to.include({
      SOURCE_BUCKET: reference('aws_s3_bucket.source.bucket'),
      PROCESSED_BUCKET: reference('aws_s3_bucket.processed.bucket'),
    });
  });

  it('tags everything with project and environment, and with the tags of the settings', async () => {
    const { provider } = await synthesized({ tags: { owner: 'web' } });
    expect(provider.aws[0]).to.deep.equal({
      region: 'eu-west-1',
      default_tags: [{ tags: { project: 'thumbnails', environment: 'test', owner: 'web' } }],
    });
  });

  it('refuses credentials of an account other than that of the settings', async () => {
    const { provider } = await synthesized({ account: '123456789012' });
    expect(provider.aws[0]).to.deep.include({ allowed_account_ids: ['123456789012'] });
    expect(stack.provider.aws[0]).not.to.have.property('allowed_account_ids');
  });

  it('outputs the names and addresses that its users need', () => {
    const values = Object.entries(stack.output).map(([name, { value }]) => [name, value]);
    expect(Object.fromEntries(values)).to.deep.equal({
      source_bucket: reference('aws_s3_bucket.source.bucket'),
      processed_bucket: reference('aws_s3_bucket.processed.bucket'),
      function_name: reference('aws_lambda_function.thumbnail.function_name'),
      dead_letter_queue_url: reference('aws_sqs_queue.dead_letter.url'),
      alarm_topic_arn: reference('aws_sns_topic.alarm_topic.arn'),
    });
  });

  it('uses an existing source bucket, and warns that it replaces its notifications', async () => {
    const { resource, data, resourceAt, dataAt, output } = await synthesized(replacing);
    expect(dataAt('aws_s3_bucket.source')).to.deep.include({ bucket: 'photos' });
    expect(Object.entries(resource).filter(([type, { source }]) => type.startsWith('aws_s3_') && source)).to.be.empty;
    expect(data['aws_iam_policy_document']).not.to.have.property('source');
    const bucket = reference('data.aws_s3_bucket.source.id');
    expect(resourceAt('aws_s3_bucket_notification.uploads')).to.include({ bucket });
    expect(output['warning']?.value).to.match(
      /^The bucket photos has one notification configuration: .* replaces it\.$/,
    );
    expect((await synthesized()).output).not.to.have.property('warning');
  });

  it('uses an existing processed bucket as it is, and may write to it with its key', async () => {
    const key = 'arn:aws:kms:eu-west-1:123456789012:key/of-thumbs';
    const processedBucket = { existing: 'thumbs', encryption: key };
    const { resource, data, dataAt } = await synthesized({ processedBucket });
    expect(dataAt('aws_s3_bucket.processed')).to.deep.include({ bucket: 'thumbs' });
    const ofBuckets = Object.entries(resource).filter(([type]) => type.startsWith('aws_s3_'));
    expect(ofBuckets.filter(([, buckets]) => 'processed' in buckets)).to.deep.equal([]);
    expect(data['aws_iam_policy_document']).not.to.have.property('processed');
    expect(dataAt('aws_iam_policy_document.thumbnail_permissions')['statement']).to.deep.include({
      sid: 'EncryptThumbnails',
      actions: ['kms:GenerateDataKey'],
      resources: [key],
    });
  });

  it('warns that an existing source bucket has to send its events to EventBridge', async () => {
    const directory = await temporaryDirectory();
    await writeStack(directory, { settings: { sourceBucket: { existing: 'photos' } } });
    const { stacks } = JSON.parse(await readFile(join(directory, 'manifest.json'), 'utf8'));
    const [{ level, message }] = stacks['thumbnails-test'].annotations;
    expect(level).to.equal('@cdktf/warn');
    expect(message).to.match(/^No upload to photos gets a thumbnail until the bucket sends its events to EventBridge/);
  });

  it('shows that warning in cdktf too', async () => {
    const directory = await temporaryDirectory();
    await writeStack(directory, { settings: replacing });
    const { stacks } = JSON.parse(await readFile(join(directory, 'manifest.json'), 'utf8'));
    const [{ level, message }] = stacks['thumbnails-test'].annotations;
    expect(level).to.equal('@cdktf/warn');
    expect(message).to.match(/^The bucket photos has one notification configuration: .* replaces it\.$/);
  });

  it('warns if nobody is notified of alarms', async () => {
    const warningsWith = async (alarms: EnvironmentSettings['alarms']) => {
      const directory = await temporaryDirectory();
      await writeStack(directory, { settings: { alarms } });
      const { stacks } = JSON.parse(await readFile(join(directory, 'manifest.json'), 'utf8'));
      return stacks['thumbnails-test'].annotations.map(({ message }: { message: string }) => message);
    };
    expect(await warningsWith({})).to.have.length(1);
    expect((await warningsWith({}))[0]).to.match(/^Nobody is notified of alarms: set alarms.emails/);
    const topic = 'arn:aws:sns:eu-west-1:123456789012:alerts';
    expect(await warningsWith({ emails: ['ops@example.com'] })).to.deep.equal([]);
    expect(await warningsWith({ page: topic, ticket: topic })).to.deep.equal([]);
    expect(await warningsWith({ enabled: false })).to.deep.equal([]);
  });

  it('lets readers read the processed bucket and not the source bucket', async () => {
    const readers = { roles: ['arn:aws:iam::123456789012:role/web'] };
    const { dataAt } = await synthesized({ readers });
    const allowedBy = (name: string) =>
      (dataAt(`aws_iam_policy_document.${name}`)['statement'] as { sid: string; effect?: string }[])
        .filter(({ effect }) => effect !== 'Deny')
        .map(({ sid }) => sid);
    expect(allowedBy('processed')).to.deep.equal(['AllowRoles']);
    expect(allowedBy('source')).to.deep.equal([]);
  });

  it('warns readers of a bucket that is encrypted with a KMS key', async () => {
    const directory = await temporaryDirectory();
    const { encryption, readers } = everyOption;
    await writeStack(directory, { settings: { encryption, readers, alarms: { enabled: false } } });
    const { stacks } = JSON.parse(await readFile(join(directory, 'manifest.json'), 'utf8'));
    const [{ message }] = stacks['thumbnails-test'].annotations;
    expect(message).to.match(
      /^The readers of the processed bucket can read nothing until the policy of the key arn:aws:kms:.* lets them/,
    );
  });

  it('monitors the pipeline, unless alarms and dashboard are off', async () => {
    const typesOf = async (settings: Parameters<typeof synthesized>[0]) =>
      Object.keys((await synthesized(settings)).resource).filter((type) => /cloudwatch|sns|kms/.test(type));
    expect(await typesOf({ alarms: { enabled: false } })).to.have.members([
      'aws_cloudwatch_dashboard',
      'aws_cloudwatch_log_group',
      'aws_cloudwatch_log_metric_filter',
    ]);
    expect(await typesOf({ alarms: { enabled: false }, dashboard: false })).to.deep.equal(['aws_cloudwatch_log_group']);
    expect(await typesOf({ dashboard: false })).not.to.include('aws_cloudwatch_dashboard');
  });

  it('names its resources without hashes', async () => {
    const names = Object.values((await synthesized(everyOption)).resource).flatMap((resources) =>
      Object.keys(resources),
    );
    const ofAlarms = names.filter((name) => name.startsWith('alarm_'));
    // Named for their content.
    const ofKeys = names.filter((name) => name.startsWith('delivery_signing_key_'));
    expect(ofKeys).to.have.length(2);
    expect(ofAlarms).to.include.members(['alarm_topic', 'alarm_errors', 'alarm_topic_ops_example_com']);
    expect(new Set(names.filter((name) => ![...ofAlarms, ...ofKeys].includes(name)))).to.deep.equal(
      new Set([
        'source',
        'processed',
        'thumbnail',
        'thumbnail_log_key',
        'uploads',
        'dead_letter',
        'outcomes',
        'outcomes_uploads',
        'events',
        'pipeline',
        'browser_uploads',
        'probe',
        'probe_seconds',
        'backfill',
        'delivery',
        'delivery_signing',
      ]),
    );
  });

  it('is the same byte for byte each time', async () => {
    expect((await synthesized()).text).to.equal(stack.text);
  });

  it('contains no path of the machine that synthesized it', () => {
    expect(stack.text).not.to.include(process.cwd());
    expect(stack.text).not.to.include(tmpdir());
  });

  it('refuses Terraform versions that ignore the lock of the state', () => {
    expect(stack.terraform.required_version).to.equal('>= 1.11');
  });

  it('stores its state beside cdktf.json, where no synthesis removes it', () => {
    expect(stack.terraform.backend).to.deep.equal({ local: { path: '../../../terraform.thumbnails-test.tfstate' } });
  });

  it('stores its state in a given bucket, encrypted and locked while in use', async () => {
    const { terraform } = await synthesized({ remoteState: { bucket: 'state', region: 'us-east-1' } });
    expect(terraform.backend).to.deep.equal({
      s3: { bucket: 'state', region: 'us-east-1', key: 'thumbnails/test.tfstate', encrypt: true, use_lockfile: true },
    });
  });

  it('encrypts its state with the key of the settings', async () => {
    const encryption = 'arn:aws:kms:us-east-1:123456789012:key/1234abcd';
    const { terraform } = await synthesized({ remoteState: { bucket: 'state', region: 'us-east-1', encryption } });
    expect(terraform.backend).to.have.nested.property('s3.kms_key_id', encryption);
  });
});
