import { outcomeMetric } from '../metrics.ts';
import { type CloudwatchLogGroup, CloudwatchLogMetricFilter, Construct } from '../terraform.ts';

export interface OutcomeMetricProps {
  logGroup: CloudwatchLogGroup;
  namespace: string;
}

/** Counts the outcome lines of the function's log, by result. */
export class OutcomeMetric extends Construct {
  constructor(scope: Construct, id: string, { logGroup, namespace }: OutcomeMetricProps) {
    super(scope, id);
    new CloudwatchLogMetricFilter(this, 'log-metric-filter', {
      name: 'outcomes',
      logGroupName: logGroup.name,
      pattern: '{ $.message = "outcome" }',
      metricTransformation: {
        namespace,
        name: outcomeMetric.name,
        value: '1',
        dimensions: { [outcomeMetric.dimension]: '$.result' },
      },
    });
  }
}
