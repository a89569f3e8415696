import { expect } from 'chai';
import { alarmDefinitions } from '../../../infra/alarms/definitions.ts';
import { namesOf } from '../../../infra/names.ts';
import { Settings } from '../../../infra/settings.ts';
import { environment, reference, type Synthesized, synthesized } from '../synthesized.ts';

const prefix = 'thumbnails-test-thumbnail';

describe('Alarms', () => {
  let stack: Synthesized;
  before(async () => {
    stack = await synthesized();
  });

  const alarms = (): Record<string, unknown>[] => [
    ...Object.values(stack.resource['aws_cloudwatch_metric_alarm'] ?? {}),
    stack.resourceAt('aws_cloudwatch_composite_alarm.alarm_outage'),
  ];
  const idsOf = (severity: string) => {
    const settings = Settings.parse(environment);
    return alarmDefinitions(namesOf(settings, ''), settings)
      .filter((definition) => definition.severity === severity)
      .map(({ id }) => id);
  };

  it('notifies nobody when an alarm becomes OK, as each does after a first deployment', () => {
    for (const alarm of alarms()) {
      expect(alarm).not.to.have.any.keys('ok_actions', 'insufficient_data_actions', 'actions_enabled');
    }
  });

  it('treats missing data as not breaching, as on a first deployment', () => {
    const treatments = Object.values(stack.resource['aws_cloudwatch_metric_alarm'] ?? {}).map(
      ({ treat_missing_data: treatment }) => treatment,
    );
    expect(new Set(treatments)).to.deep.equal(new Set(['notBreaching']));
  });

  it('pages once for one outage: only by the alarm that combines those that page', () => {
    const { alarm_rule: rule, alarm_actions: actions } = stack.resourceAt(
      'aws_cloudwatch_composite_alarm.alarm_outage',
    );
    const combined = String(rule).split(' OR ');
    expect(combined).to.have.members(idsOf('page').map((id) => `ALARM("${prefix}-${id}")`));
    expect(actions).to.deep.equal([reference('aws_sns_topic.alarm_topic.arn')]);
    for (const id of idsOf('page')) {
      expect(stack.resourceAt(`aws_cloudwatch_metric_alarm.alarm_${id.replaceAll('-', '_')}`)).not.to.have.property(
        'alarm_actions',
      );
    }
  });

  it('is combined after the alarms that it names, without which CloudWatch refuses it', () => {
    const { depends_on: dependencies } = stack.resourceAt('aws_cloudwatch_composite_alarm.alarm_outage');
    expect(dependencies).to.have.members(
      idsOf('page').map((id) => `aws_cloudwatch_metric_alarm.alarm_${id.replaceAll('-', '_')}`),
    );
  });

  describe('of the probe', () => {
    let probed: Synthesized;
    before(async () => {
      probed = await synthesized({ probe: { everyMinutes: 15 } });
    });

    it('goes off when two runs have no data', () => {
      expect(probed.resourceAt('aws_cloudwatch_metric_alarm.alarm_probe')).to.include({
        metric_name: 'ProbeSeconds',
        treat_missing_data: 'breaching',
        period: 900,
        evaluation_periods: 2,
      });
    });

    it('pages only once there were runs in two hours, so that a first deployment pages nobody', () => {
      const condition = `(ALARM("${prefix}-probe") AND OK("${prefix}-probe-unknown"))`;
      const { alarm_rule: rule, depends_on: dependencies } = probed.resourceAt(
        'aws_cloudwatch_composite_alarm.alarm_outage',
      );
      expect(String(rule).split(' OR ')).to.include(condition);
      expect(dependencies).to.include('aws_cloudwatch_metric_alarm.alarm_probe_unknown');
      const guard = probed.resourceAt('aws_cloudwatch_metric_alarm.alarm_probe_unknown');
      expect(guard).to.deep.include({
        metric_name: 'Invocations',
        dimensions: { FunctionName: 'thumbnails-test-probe' },
        comparison_operator: 'LessThanThreshold',
        threshold: 1,
        evaluation_periods: 24,
        datapoints_to_alarm: 23,
        treat_missing_data: 'breaching',
      });
      expect(guard).not.to.have.any.keys('alarm_actions', 'ok_actions', 'insufficient_data_actions');
    });

    it('exists only with a probe', () => {
      expect(stack.resource['aws_cloudwatch_metric_alarm']).not.to.have.any.keys('alarm_probe', 'alarm_probe_unknown');
    });
  });

  it('opens a ticket for each other alarm', () => {
    for (const id of idsOf('ticket')) {
      expect(stack.resourceAt(`aws_cloudwatch_metric_alarm.alarm_${id.replaceAll('-', '_')}`)).to.deep.include({
        alarm_actions: [reference('aws_sns_topic.alarm_topic.arn')],
      });
    }
  });

  it('notifies existing topics by severity, and then creates neither topic nor key', async () => {
    const topic = (name: string) => `arn:aws:sns:eu-west-1:123456789012:${name}`;
    const { resource, resourceAt, data, output } = await synthesized({
      alarms: { page: topic('pager'), ticket: topic('tickets') },
    });
    expect(resourceAt('aws_cloudwatch_composite_alarm.alarm_outage')).to.deep.include({
      alarm_actions: [topic('pager')],
    });
    expect(resourceAt('aws_cloudwatch_metric_alarm.alarm_dead_letters')).to.deep.include({
      alarm_actions: [topic('tickets')],
    });
    expect(Object.keys(resource).filter((type) => /sns|kms/.test(type))).to.deep.equal([]);
    expect(data).not.to.have.property('aws_kms_key');
    expect(output).not.to.have.property('alarm_topic_arn');
  });

  it('goes off when the statistic of a metric is above a threshold for a number of periods', async () => {
    const { resourceAt } = await synthesized({ timeoutSeconds: 20 });
    expect(resourceAt('aws_cloudwatch_metric_alarm.alarm_duration')).to.deep.include({
      alarm_name: `${prefix}-duration`,
      namespace: 'AWS/Lambda',
      metric_name: 'Duration',
      dimensions: { FunctionName: prefix },
      statistic: 'Maximum',
      period: 300,
      evaluation_periods: 1,
      comparison_operator: 'GreaterThanThreshold',
      threshold: 16_000,
    });
  });

  it('goes off at a share of rejected uploads, of at least ten', async () => {
    const { resourceAt } = await synthesized({ alarms: { rejectionsPercent: 7 } });
    const sum = (id: string, metric: object) => ({
      id,
      metric: { namespace: prefix, period: 3600, stat: 'Sum', ...metric },
    });
    expect(resourceAt('aws_cloudwatch_metric_alarm.alarm_rejections')).to.deep.include({
      threshold: 7,
      metric_query: [
        { id: 'share', expression: 'IF(whole >= 10, 100 * part / whole, 0)', return_data: true },
        sum('part', { metric_name: 'Outcomes', dimensions: { Result: 'rejected' } }),
        sum('whole', { metric_name: 'Uploads' }),
      ],
    });
  });

  it('watches the function and the queue that are deployed', () => {
    const deployed = {
      FunctionName: stack.resourceAt('aws_lambda_function.thumbnail')['function_name'],
      QueueName: stack.resourceAt('aws_sqs_queue.dead_letter')['name'],
    };
    for (const { dimensions } of Object.values(stack.resource['aws_cloudwatch_metric_alarm'] ?? {})) {
      if (dimensions === undefined) continue;
      expect(Object.keys(Object(dimensions))).to.have.length(1);
      expect(deployed).to.include(dimensions);
    }
  });
});
