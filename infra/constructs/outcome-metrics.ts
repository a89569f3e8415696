import { outcomeMetric, uploadMetric } from '../metrics.ts';
import { type CloudwatchLogGroup, CloudwatchLogMetricFilter, Construct } from '../terraform.ts';

export interface OutcomeMetricsProps {
  logGroup: CloudwatchLogGroup;
  namespace: string;
  /** The beginning of the keys that are not counted, because the probe uploads them. */
  probePrefix: string | undefined;
}

/** Counts the outcome lines of the function's log: all by result, and those of uploads that were created or rejected. */
export class OutcomeMetrics extends Construct {
  constructor(scope: Construct, id: string, { logGroup, namespace, probePrefix }: OutcomeMetricsProps) {
    super(scope, id);
    const logGroupName = logGroup.name;
    const isCounted = `$.message = "outcome"${probePrefix === undefined ? '' : ` && $.key != "${probePrefix}*"`}`;
    new CloudwatchLogMetricFilter(this, 'log-metric-filter', {
      name: 'outcomes',
      logGroupName,
      pattern: `{ ${isCounted} }`,
      metricTransformation: {
        namespace,
        name: outcomeMetric.name,
        value: '1',
        dimensions: { [outcomeMetric.dimension]: '$.result' },
      },
    });
    // The sum of two results would be missing as long as one of them is.
    new CloudwatchLogMetricFilter(this, 'uploads', {
      name: 'uploads',
      logGroupName,
      pattern: `{ ${isCounted} && ($.result = "created" || $.result = "rejected") }`,
      metricTransformation: { namespace, name: uploadMetric, value: '1' },
    });
  }
}
