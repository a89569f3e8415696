import { outcomeMetric } from '../metrics.ts';
import { type CloudwatchLogGroup, CloudwatchLogMetricFilter, Construct } from '../terraform.ts';

export interface OutcomeMetricProps {
  logGroup: CloudwatchLogGroup;
  namespace: string;
}

/** Counts the lines of the function's log that say what became of an object, by their result. */
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
