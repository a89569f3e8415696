import type { Outcome } from '../functions/thumbnail/contract/outcome.ts';
import type { Names } from './names.ts';

/** A metric of CloudWatch with its useful statistic. */
export interface Metric {
  namespace: string;
  name: string;
  dimensions: Record<string, string>;
  statistic: 'Sum' | 'Maximum';
}

/** The percentage of one sum in another. It is 0 below a minimum of the whole. */
export interface Share {
  part: Metric;
  whole: Metric;
  minWhole: number;
}

/** The metric derived from the function's log: the number of outcomes, by result. */
export const outcomeMetric = { name: 'Outcomes', dimension: 'Result' } as const;

/** The number of uploads that were created or rejected, derived from the function's log. */
export const uploadMetric = 'Uploads';

/** Returns the metrics of one environment. CloudWatch accepts any name, so that an alarm on a misspelt metric never goes off. */
export function metricsOf(
  names: Pick<Names, 'function' | 'deadLetterQueue' | 'uploadRule' | 'probe' | 'metricNamespace'>,
) {
  const ofFunction = (name: string, statistic: Metric['statistic'] = 'Sum'): Metric => ({
    namespace: 'AWS/Lambda',
    name,
    dimensions: { FunctionName: names.function },
    statistic,
  });
  return {
    invocations: ofFunction('Invocations'),
    errors: ofFunction('Errors'),
    throttles: ofFunction('Throttles'),
    concurrency: ofFunction('ConcurrentExecutions', 'Maximum'),
    /** Milliseconds. */
    duration: ofFunction('Duration', 'Maximum'),
    /** Milliseconds. */
    eventAge: ofFunction('AsyncEventAge', 'Maximum'),
    eventsDropped: ofFunction('AsyncEventsDropped'),
    deliveryFailures: ofFunction('DestinationDeliveryFailures'),
    recursionsStopped: ofFunction('RecursiveInvocationsDropped'),
    deadLetters: {
      namespace: 'AWS/SQS',
      name: 'ApproximateNumberOfMessagesVisible',
      dimensions: { QueueName: names.deadLetterQueue },
      statistic: 'Maximum',
    } satisfies Metric,
    /** Seconds. */
    deadLetterAge: {
      namespace: 'AWS/SQS',
      name: 'ApproximateAgeOfOldestMessage',
      dimensions: { QueueName: names.deadLetterQueue },
      statistic: 'Maximum',
    } satisfies Metric,
    ruleDeliveryFailures: {
      namespace: 'AWS/Events',
      name: 'InvocationsFailedToBeSentToDlq',
      dimensions: { RuleName: names.uploadRule },
      statistic: 'Sum',
    } satisfies Metric,
    uploads: {
      namespace: names.metricNamespace,
      name: uploadMetric,
      dimensions: {},
      statistic: 'Sum',
    } satisfies Metric,
    /** The duration of each run that passed. */
    probeSeconds: {
      namespace: names.metricNamespace,
      name: 'ProbeSeconds',
      dimensions: {},
      statistic: 'Maximum',
    } satisfies Metric,
    probeRuns: {
      namespace: 'AWS/Lambda',
      name: 'Invocations',
      dimensions: { FunctionName: names.probe },
      statistic: 'Sum',
    } satisfies Metric,
    outcomes: (result: Outcome['result']): Metric => ({
      namespace: names.metricNamespace,
      name: outcomeMetric.name,
      dimensions: { [outcomeMetric.dimension]: result },
      statistic: 'Sum',
    }),
  };
}
