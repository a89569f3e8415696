import { expect } from 'chai';
import { parseEnvironments } from '../../../infra/parse-environments.ts';
import { environment, reference, type Synthesized, synthesized } from '../synthesized.ts';

const key = 'arn:aws:kms:eu-west-1:123456789012:key/1234abcd';
const encryptFailures = { sid: 'EncryptFailures', actions: ['kms:Decrypt', 'kms:GenerateDataKey'], resources: [key] };

describe('ThumbnailFunction', () => {
  let stack: Synthesized;
  before(async () => {
    stack = await synthesized();
  });

  it('runs the package on arm64, with the memory, timeout and concurrency of the settings', async () => {
    const settings = { memoryMegabytes: 2048, timeoutSeconds: 60, reservedConcurrency: 3 } as const;
    const { resourceAt } = await synthesized(settings);
    expect(resourceAt('aws_lambda_function.thumbnail')).to.deep.include({
      runtime: 'nodejs24.x',
      architectures: ['arm64'],
      handler: 'index.handler',
      memory_size: 2048,
      timeout: 60,
      reserved_concurrent_executions: 3,
    });
  });

  it('reserves no concurrency when it is unreserved', async () => {
    const { resourceAt } = await synthesized({ reservedConcurrency: 'unreserved' });
    expect(resourceAt('aws_lambda_function.thumbnail')).not.to.have.property('reserved_concurrent_executions');
  });

  it('is updated when its package changes, and only then', () => {
    const { filename, source_code_hash } = stack.resourceAt('aws_lambda_function.thumbnail');
    expect(filename).to.match(/^assets\/thumbnail_package\/[0-9A-F]{32}\/thumbnail\.zip$/);
    expect(source_code_hash).to.equal(`\${filebase64sha256("${filename}")}`);
  });

  it('runs a zip of a bucket, by its version, where the settings name one', async () => {
    const functionPackage = { bucket: 'releases', key: 'v1.0.0/thumbnail-x86_64.zip', versionId: 'v1' };
    const [settings] = parseEnvironments([
      { ...environment, architecture: 'x86_64', functionPackage, probe: { everyMinutes: 15 } },
    ]);
    const { resourceAt } = await synthesized({ architecture: 'x86_64', probe: { everyMinutes: 15 } }, functionPackage);
    expect(settings).to.deep.include({ functionPackage });
    for (const name of ['thumbnail', 'probe']) {
      const values = resourceAt(`aws_lambda_function.${name}`);
      expect(values).to.deep.include({
        architectures: ['x86_64'],
        s3_bucket: 'releases',
        s3_key: 'v1.0.0/thumbnail-x86_64.zip',
        s3_object_version: 'v1',
      });
      expect(values).not.to.have.any.keys('filename', 'source_code_hash');
    }
  });

  it('waits for its permissions', () => {
    expect(stack.resourceAt('aws_lambda_function.thumbnail')['depends_on']).to.deep.equal([
      'aws_iam_role_policy.thumbnail',
    ]);
  });

  it('logs JSON to its own log group, which is created before it and expires as the settings say', async () => {
    const { resourceAt } = await synthesized({ logRetentionDays: 7 });
    expect(resourceAt('aws_lambda_function.thumbnail')['logging_config']).to.deep.equal({
      log_format: 'JSON',
      log_group: reference('aws_cloudwatch_log_group.thumbnail.name'),
    });
    expect(resourceAt('aws_cloudwatch_log_group.thumbnail')).to.include({
      name: '/aws/lambda/thumbnails-test-thumbnail',
      retention_in_days: 7,
    });
  });

  it('encrypts its variables and its log with the key of the environment, if there is one', async () => {
    const { resourceAt } = await synthesized({ encryption: key, probe: { everyMinutes: 15 } });
    for (const name of ['thumbnail', 'probe']) {
      expect(resourceAt(`aws_lambda_function.${name}`)).to.include({ kms_key_arn: key });
      expect(resourceAt(`aws_cloudwatch_log_group.${name}`)).to.include({ kms_key_id: key });
    }
    expect(stack.resourceAt('aws_lambda_function.thumbnail')).not.to.have.property('kms_key_arn');
    expect(stack.resourceAt('aws_cloudwatch_log_group.thumbnail')).not.to.have.property('kms_key_id');
  });

  it('sends an event that failed three times or for six hours to the dead-letter queue', () => {
    expect(stack.resourceAt('aws_lambda_function_event_invoke_config.thumbnail')).to.deep.include({
      function_name: reference('aws_lambda_function.thumbnail.function_name'),
      maximum_retry_attempts: 2,
      maximum_event_age_in_seconds: 21_600,
      destination_config: { on_failure: { destination: reference('aws_sqs_queue.dead_letter.arn') } },
    });
  });

  it('gives up an event at the age in the settings', async () => {
    const { resourceAt } = await synthesized({ maxEventAgeSeconds: 900 });
    expect(resourceAt('aws_lambda_function_event_invoke_config.thumbnail')).to.include({
      maximum_event_age_in_seconds: 900,
    });
  });

  it('sends outcomes to the event bus when enabled', async () => {
    const { resourceAt } = await synthesized({ outcomeEvents: true });
    expect(resourceAt('aws_lambda_function_event_invoke_config.thumbnail')['destination_config']).to.deep.equal({
      on_failure: { destination: reference('aws_sqs_queue.dead_letter.arn') },
      on_success: { destination: reference('data.aws_cloudwatch_event_bus.events.arn') },
    });
  });

  it('is stopped when it triggers itself', () => {
    expect(stack.resourceAt('aws_lambda_function_recursion_config.thumbnail')).to.include({
      function_name: reference('aws_lambda_function.thumbnail.function_name'),
      recursive_loop: 'Terminate',
    });
  });

  it('is traced when tracing is on, and not when it is off', async () => {
    const { resourceAt } = await synthesized({ tracing: true });
    expect(resourceAt('aws_lambda_function.thumbnail')['tracing_config']).to.deep.equal({ mode: 'Active' });
    expect(stack.resourceAt('aws_lambda_function.thumbnail')['tracing_config']).to.deep.equal({ mode: 'PassThrough' });
  });

  it('has a role that only Lambda can assume', () => {
    expect(stack.resourceAt('aws_iam_role.thumbnail')).to.include({
      assume_role_policy: reference('data.aws_iam_policy_document.thumbnail_trust.json'),
    });
  });

  it('has a role with the boundary of the settings, if there is one', async () => {
    const permissionsBoundary = 'arn:aws:iam::123456789012:policy/boundary';
    const { resourceAt } = await synthesized({ permissionsBoundary });
    expect(resourceAt('aws_iam_role.thumbnail')).to.include({ permissions_boundary: permissionsBoundary });
    expect(stack.resourceAt('aws_iam_role.thumbnail')).not.to.have.property('permissions_boundary');
  });

  const added: { option: string; settings: Parameters<typeof synthesized>[0]; permissions: object[] }[] = [
    {
      option: 'a KMS key',
      settings: { encryption: key },
      permissions: [
        { sid: 'DecryptSourceObjects', actions: ['kms:Decrypt'], resources: [key] },
        { sid: 'EncryptThumbnails', actions: ['kms:GenerateDataKey'], resources: [key] },
        encryptFailures,
      ],
    },
    {
      option: 'the KMS key of an existing source bucket',
      settings: { sourceBucket: { existing: 'photos', encryption: key } },
      permissions: [{ sid: 'DecryptSourceObjects', actions: ['kms:Decrypt'], resources: [key] }],
    },
    {
      option: 'former keys of objects that are not encrypted with a key any more',
      settings: { formerKeys: [key] },
      permissions: [{ sid: 'DecryptSourceObjects', actions: ['kms:Decrypt'], resources: [key] }],
    },
    {
      option: 'former keys beside the current one',
      settings: { encryption: key, formerKeys: [`${key}-1`, key, `${key}-2`] },
      permissions: [
        { sid: 'DecryptSourceObjects', actions: ['kms:Decrypt'], resources: [key, `${key}-1`, `${key}-2`] },
        { sid: 'EncryptThumbnails', actions: ['kms:GenerateDataKey'], resources: [key] },
        encryptFailures,
      ],
    },
    {
      option: 'a KMS key beside an existing source bucket that has none',
      settings: { encryption: key, sourceBucket: { existing: 'photos' } },
      permissions: [{ sid: 'EncryptThumbnails', actions: ['kms:GenerateDataKey'], resources: [key] }, encryptFailures],
    },
    {
      option: 'outcome events',
      settings: { outcomeEvents: true },
      permissions: [
        {
          sid: 'ReportOutcomes',
          actions: ['events:PutEvents'],
          resources: [reference('data.aws_cloudwatch_event_bus.events.arn')],
        },
      ],
    },
    {
      option: 'tracing',
      settings: { tracing: true },
      permissions: [
        { sid: 'SendTraces', actions: ['xray:PutTraceSegments', 'xray:PutTelemetryRecords'], resources: ['*'] },
      ],
    },
  ];
  for (const { option, settings, permissions } of added) {
    it(`may do what ${option} needs, and nothing more`, async () => {
      const sidsOf = ({ dataAt }: Synthesized) =>
        (dataAt('aws_iam_policy_document.thumbnail_permissions')['statement'] as { sid: string }[]).map(
          ({ sid }) => sid,
        );
      const changed = await synthesized(settings);
      expect(changed.dataAt('aws_iam_policy_document.thumbnail_permissions')['statement']).to.deep.include.members(
        permissions,
      );
      expect(sidsOf(changed)).to.have.length(sidsOf(stack).length + permissions.length);
    });
  }
});
