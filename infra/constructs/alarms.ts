import type { AlarmDefinition } from '../alarm-definitions.ts';
import { alarmDescription } from '../alarm-description.ts';
import type { Metric } from '../metrics.ts';
import {
  CloudwatchCompositeAlarm,
  CloudwatchMetricAlarm,
  type CloudwatchMetricAlarmConfig,
  Construct,
} from '../terraform.ts';

export interface AlarmsProps {
  definitions: readonly AlarmDefinition[];
  /** First part of each alarm's name. */
  namePrefix: string;
  /** ARNs of the topics that are notified, by severity. */
  topics: Record<AlarmDefinition['severity'], string>;
}

/**
 * Alarms that notify a topic. Those that page are combined into one, so that an outage pages once. There are no OK actions: an
 * alarm becomes OK after it is created, which would notify everybody of a first deployment.
 */
export class Alarms extends Construct {
  constructor(scope: Construct, id: string, { definitions, namePrefix, topics }: AlarmsProps) {
    super(scope, id);
    const paging: CloudwatchMetricAlarm[] = [];
    for (const definition of definitions) {
      const alarm = new CloudwatchMetricAlarm(this, definition.id, {
        alarmName: `${namePrefix}-${definition.id}`,
        alarmDescription: alarmDescription(definition),
        ...measure(definition),
        evaluationPeriods: definition.periods,
        comparisonOperator: 'GreaterThanThreshold',
        threshold: definition.threshold,
        // Lambda and SQS publish no data while idle.
        treatMissingData: 'notBreaching',
        ...(definition.severity === 'ticket' ? { alarmActions: [topics.ticket] } : {}),
      });
      if (definition.severity === 'page') paging.push(alarm);
    }
    new CloudwatchCompositeAlarm(this, 'outage', {
      alarmName: `${namePrefix}-outage`,
      alarmDescription: alarmDescription({
        id: 'outage',
        notice: 'Uploads get no thumbnails, or failed events are about to be lost.',
        command: `aws cloudwatch describe-alarms --alarm-name-prefix ${namePrefix} --state-value ALARM`,
      }),
      alarmRule: paging.map(({ node }) => `ALARM("${namePrefix}-${node.id}")`).join(' OR '),
      alarmActions: [topics.page],
      // CloudWatch refuses a rule with an alarm that does not exist.
      dependsOn: paging,
    });
  }
}

function measure({ metric, periodSeconds: period }: AlarmDefinition): Partial<CloudwatchMetricAlarmConfig> {
  if (!('part' in metric)) {
    const { namespace, name: metricName, dimensions, statistic } = metric;
    return { namespace, metricName, dimensions, statistic, period };
  }
  const { part, whole, minWhole } = metric;
  const query = (id: string, { namespace, name: metricName, dimensions, statistic: stat }: Metric) => ({
    id,
    metric: { namespace, metricName, stat, period, ...(Object.keys(dimensions).length === 0 ? {} : { dimensions }) },
  });
  const expression = `IF(whole >= ${minWhole}, 100 * part / whole, 0)`;
  return { metricQuery: [{ id: 'share', expression, returnData: true }, query('part', part), query('whole', whole)] };
}
