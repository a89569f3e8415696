import { expect } from 'chai';
import { reference, type Synthesized, synthesized } from '../synthesized.ts';

const key = 'arn:aws:kms:eu-west-1:123456789012:key/1234abcd';

describe('Probe', () => {
  let stack: Synthesized;
  before(async () => {
    stack = await synthesized({ probe: { everyMinutes: 20 }, encryption: key });
  });

  const actionsOf = ({ dataAt }: Synthesized) =>
    (
      dataAt('aws_iam_policy_document.probe_permissions')['statement'] as { actions: string[]; resources: string[] }[]
    ).flatMap(({ actions, resources }) => actions.flatMap((action) => resources.map((it) => `${action} ${it}`)));

  it('exists only if it is set', async () => {
    const { resource } = await synthesized();
    expect(Object.keys(resource['aws_lambda_function'] ?? {})).to.deep.equal(['thumbnail']);
    expect(resource).not.to.have.property('aws_cloudwatch_event_rule');
  });

  it('runs on a schedule, which alone may invoke it', () => {
    const rule = 'aws_cloudwatch_event_rule.probe';
    expect(stack.resourceAt(rule)).to.include({ schedule_expression: 'rate(20 minutes)' });
    expect(stack.resourceAt('aws_cloudwatch_event_target.probe')).to.include({
      rule: reference(`${rule}.name`),
      arn: reference('aws_lambda_function.probe.arn'),
    });
    expect(stack.resourceAt('aws_lambda_permission.probe')).to.include({
      principal: 'events.amazonaws.com',
      source_arn: reference(`${rule}.arn`),
      function_name: reference('aws_lambda_function.probe.function_name'),
    });
  });

  it('may write images under its prefix alone, and read none', () => {
    const source = reference('aws_s3_bucket.source.arn');
    const processed = reference('aws_s3_bucket.processed.arn');
    expect(actionsOf(stack).filter((it) => !it.startsWith('logs:'))).to.have.members([
      `s3:PutObject ${source}/thumbnail-probe/*`,
      `s3:DeleteObject ${source}/thumbnail-probe/*`,
      `s3:GetObject ${processed}/*thumbnail-probe/*`,
      `s3:ListBucket ${processed}`,
      `kms:GenerateDataKey ${key}`,
    ]);
  });

  it('may only read the notifications, if it uploads nothing', async () => {
    const reading = await synthesized({ probe: 'configuration', sourceBucket: { existing: 'photos' } });
    expect(actionsOf(reading).filter((it) => !it.startsWith('logs:'))).to.deep.equal([
      `s3:GetBucketNotification ${reference('data.aws_s3_bucket.source.arn')}`,
    ]);
  });

  it('counts the seconds of the runs that passed', () => {
    expect(stack.resourceAt('aws_cloudwatch_log_metric_filter.probe_seconds')).to.deep.include({
      log_group_name: reference('aws_cloudwatch_log_group.probe.name'),
      pattern: '{ $.message = "probe" && $.result = "passed" }',
      metric_transformation: {
        namespace: 'thumbnails-test-thumbnail',
        name: 'ProbeSeconds',
        value: '$.seconds',
        unit: 'Seconds',
      },
    });
  });
});
