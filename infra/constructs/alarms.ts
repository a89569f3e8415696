import type { AlarmDefinition } from '../alarm-definitions.ts';
import { CloudwatchMetricAlarm, Construct, type SnsTopic } from '../terraform.ts';

export interface AlarmsProps {
  definitions: readonly AlarmDefinition[];
  /** First part of each alarm's name. */
  namePrefix: string;
  /** Notified when an alarm goes off and when it is over. */
  topic: SnsTopic;
}

/** Alarms that notify a topic. */
export class Alarms extends Construct {
  constructor(scope: Construct, id: string, { definitions, namePrefix, topic }: AlarmsProps) {
    super(scope, id);
    for (const definition of definitions) {
      const { metric } = definition;
      new CloudwatchMetricAlarm(this, definition.id, {
        alarmName: `${namePrefix}-${definition.id}`,
        alarmDescription: definition.description,
        namespace: metric.namespace,
        metricName: metric.name,
        dimensions: metric.dimensions,
        statistic: metric.statistic,
        period: definition.periodSeconds,
        evaluationPeriods: definition.periods,
        comparisonOperator: 'GreaterThanThreshold',
        threshold: definition.threshold,
        // Lambda and SQS publish no data while idle.
        treatMissingData: 'notBreaching',
        alarmActions: [topic.arn],
        okActions: [topic.arn],
      });
    }
  }
}
