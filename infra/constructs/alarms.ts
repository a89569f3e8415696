import type { AlarmDefinition } from '../alarm-definitions.ts';
import { CloudwatchMetricAlarm, Construct, type SnsTopic } from '../terraform.ts';

export interface AlarmsProps {
  definitions: readonly AlarmDefinition[];
  /** First part of the alarms' names. */
  namePrefix: string;
  /** Is told when an alarm goes off, and when it is over. */
  topic: SnsTopic;
}

/** Alarms that tell a topic. */
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
        // Lambda and SQS send nothing while there is nothing to do, which is no trouble.
        treatMissingData: 'notBreaching',
        alarmActions: [topic.arn],
        okActions: [topic.arn],
      });
    }
  }
}
