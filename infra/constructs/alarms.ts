import type { AlarmDefinition } from '../alarms/definition.ts';
import { alarmDescription } from '../alarms/description.ts';
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
    const guards: CloudwatchMetricAlarm[] = [];
    const conditions: string[] = [];
    for (const definition of definitions) {
      const alarm = new CloudwatchMetricAlarm(this, definition.id, {
        alarmName: `${namePrefix}-${definition.id}`,
        alarmDescription: alarmDescription(definition),
        ...measure(definition),
        evaluationPeriods: definition.periods,
        comparisonOperator: 'GreaterThanThreshold',
        threshold: definition.threshold,
        // Lambda and SQS publish no data while idle.
        treatMissingData: definition.runs ? 'breaching' : 'notBreaching',
        ...(definition.severity === 'ticket' ? { alarmActions: [topics.ticket] } : {}),
      });
      if (definition.severity !== 'page') continue;
      paging.push(alarm);
      const isOn = `ALARM("${namePrefix}-${definition.id}")`;
      if (definition.runs) {
        const guard = this.addGuard(definition, definition.runs, namePrefix);
        guards.push(guard);
        conditions.push(`(${isOn} AND OK("${namePrefix}-${guard.node.id}"))`);
      } else conditions.push(isOn);
    }
    new CloudwatchCompositeAlarm(this, 'outage', {
      alarmName: `${namePrefix}-outage`,
      alarmDescription: alarmDescription({
        id: 'outage',
        notice: 'Uploads get no thumbnails, or failed events are about to be lost.',
        command: `aws cloudwatch describe-alarms --alarm-name-prefix ${namePrefix} --state-value ALARM`,
      }),
      alarmRule: conditions.join(' OR '),
      alarmActions: [topics.page],
      // CloudWatch refuses a rule with an alarm that does not exist.
      dependsOn: [...paging, ...guards],
    });
  }

  /**
   * Adds an alarm that is OK once there were runs in two hours of the last 24. The second hour gives the data of the first run time to
   * arrive, so that the alarm of missing data has ended before it can page.
   */
  private addGuard({ id }: AlarmDefinition, runs: Metric, namePrefix: string): CloudwatchMetricAlarm {
    const { namespace, name: metricName, dimensions, statistic } = runs;
    const guardId = `${id}-unknown`;
    return new CloudwatchMetricAlarm(this, guardId, {
      alarmName: `${namePrefix}-${guardId}`,
      alarmDescription: alarmDescription({
        id: guardId,
        notice: `There were runs in fewer than two of the last 24 hours. Until there are more, the alarm ${namePrefix}-${id} pages nobody.`,
        command: `aws cloudwatch describe-alarms --alarm-names ${namePrefix}-${id}`,
      }),
      namespace,
      metricName,
      dimensions,
      statistic,
      period: 3600,
      evaluationPeriods: 24,
      datapointsToAlarm: 23,
      comparisonOperator: 'LessThanThreshold',
      threshold: 1,
      treatMissingData: 'breaching',
    });
  }
}

function measure({ metric, periodSeconds: period }: AlarmDefinition): Partial<CloudwatchMetricAlarmConfig> {
  if (!('part' in metric)) {
    const { namespace, name: metricName, statistic } = metric;
    return { namespace, metricName, ...dimensionsOf(metric), statistic, period };
  }
  const { part, whole, minWhole } = metric;
  const query = (id: string, each: Metric) => {
    const { namespace, name: metricName, statistic: stat } = each;
    return { id, metric: { namespace, metricName, stat, period, ...dimensionsOf(each) } };
  };
  const expression = `IF(whole >= ${minWhole}, 100 * part / whole, 0)`;
  return { metricQuery: [{ id: 'share', expression, returnData: true }, query('part', part), query('whole', whole)] };
}

function dimensionsOf({ dimensions }: Metric): Partial<Pick<Metric, 'dimensions'>> {
  return Object.keys(dimensions).length === 0 ? {} : { dimensions };
}
