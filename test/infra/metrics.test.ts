import { expect } from 'chai';
import * as z from 'zod';
import { Outcome } from '../../functions/thumbnail/contract/outcome.ts';
import { type Metric, metricsOf, outcomeMetric } from '../../infra/metrics.ts';
import { everyOption, type Synthesized, synthesized } from './synthesized.ts';

/**
 * The metrics that exist, with the dimension of each. CloudWatch accepts any name: an alarm on a misspelt one, such as
 * `ApproximateNumberOfVisibleMessages`, is created without an error and never goes off.
 */
const published: Record<string, { source: string; dimension: string; sums: string[]; maxima: string[] }> = {
  'AWS/Lambda': {
    // The dimensions: https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-view.html
    source: 'https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html',
    dimension: 'FunctionName',
    sums: [
      'Invocations',
      'Errors',
      'DeadLetterErrors',
      'DestinationDeliveryFailures',
      'Throttles',
      'RecursiveInvocationsDropped',
      'AsyncEventsReceived',
      'AsyncEventsDropped',
    ],
    maxima: ['Duration', 'ConcurrentExecutions', 'AsyncEventAge'],
  },
  'AWS/SQS': {
    source:
      'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-available-cloudwatch-metrics.html',
    dimension: 'QueueName',
    sums: ['NumberOfEmptyReceives', 'NumberOfMessagesDeleted', 'NumberOfMessagesReceived', 'NumberOfMessagesSent'],
    maxima: [
      'ApproximateAgeOfOldestMessage',
      'ApproximateNumberOfMessagesDelayed',
      'ApproximateNumberOfMessagesNotVisible',
      'ApproximateNumberOfMessagesVisible',
      'SentMessageSize',
    ],
  },
  'AWS/Events': {
    source: 'https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-monitoring.html',
    dimension: 'RuleName',
    sums: ['FailedInvocations', 'Invocations', 'InvocationsFailedToBeSentToDlq', 'InvocationsSentToDlq'],
    maxima: [],
  },
};

const MetricAlarm = z.object({
  namespace: z.string(),
  metric_name: z.string(),
  dimensions: z.record(z.string(), z.string()).default({}),
  statistic: z.enum(['Sum', 'Maximum']),
});

const Query = z.object({
  metric: MetricAlarm.omit({ statistic: true })
    .extend({ stat: z.enum(['Sum', 'Maximum']) })
    .transform(({ stat, ...metric }) => ({ ...metric, statistic: stat }))
    .optional(),
});
const MathAlarm = z.object({ metric_query: z.array(Query) });

const Filter = z.object({
  metric_transformation: z.object({
    namespace: z.string(),
    name: z.string(),
    dimensions: z.record(z.string(), z.string()).default({}),
  }),
});

describe('metricsOf', () => {
  const names = { function: 'f', deadLetterQueue: 'q', uploadRule: 'r', probe: 'p', metricNamespace: 'n' };

  it('uses only published metrics: sums of events, and maxima of levels', () => {
    const { outcomes, uploads, probeSeconds, ...ofServices } = metricsOf(names);
    for (const metric of Object.values(ofServices)) expect(isPublished(metric), JSON.stringify(metric)).to.equal(true);
  });

  it('counts each result of the function', () => {
    for (const result of Outcome.def.options.flatMap(({ shape }) => shape.result.def.values)) {
      expect(metricsOf(names).outcomes(result)).to.deep.equal({
        namespace: 'n',
        name: outcomeMetric.name,
        dimensions: { Result: result },
        statistic: 'Sum',
      });
    }
  });
});

describe('the synthesized alarms and dashboard', () => {
  let stack: Synthesized;
  before(async () => {
    stack = await synthesized(everyOption);
  });

  it('watch only metrics that a service or the log filter publishes', () => {
    const alarms = Object.values(stack.resource['aws_cloudwatch_metric_alarm'] ?? {});
    const watched = alarms.flatMap((alarm) => {
      if (!('metric_query' in alarm)) return [MetricAlarm.parse(alarm)];
      return MathAlarm.parse(alarm).metric_query.flatMap(({ metric }) => metric ?? []);
    });
    expect(watched.length).to.be.above(alarms.length);
    for (const { metric_name: name, ...metric } of watched) {
      expect(isKnown(stack, { ...metric, name }), name).to.equal(true);
    }
  });

  it('show only metrics that a service or the log filter publishes', () => {
    const body = String(stack.resourceAt('aws_cloudwatch_dashboard.pipeline')['dashboard_body']);
    const shown = [...body.matchAll(/\["([^"]+)", "([^"]+)", "([^"]+)", "([^"]+)", \{"stat" = "(\w+)"\}/g)];
    expect(shown).to.have.length(14);
    for (const [, namespace = '', name = '', dimension = '', value = '', stat] of shown) {
      const statistic = stat === 'Sum' ? 'Sum' : 'Maximum';
      expect(isKnown(stack, { namespace, name, dimensions: { [dimension]: value }, statistic }), name).to.equal(true);
    }
  });
});

type Named = Pick<Metric, 'namespace' | 'name' | 'dimensions' | 'statistic'>;

function isPublished({ namespace, name, dimensions, statistic }: Named): boolean {
  const { sums = [], maxima = [], dimension } = published[namespace] ?? {};
  const names = statistic === 'Sum' ? sums : maxima;
  return names.includes(name) && Object.keys(dimensions).join() === dimension;
}

function isKnown({ resource }: Synthesized, metric: Named): boolean {
  const isFromLog = Object.values(resource['aws_cloudwatch_log_metric_filter'] ?? {}).some((filter) => {
    const { metric_transformation: made } = Filter.parse(filter);
    return (
      metric.namespace === made.namespace &&
      metric.name === made.name &&
      Object.keys(metric.dimensions).join() === Object.keys(made.dimensions).join()
    );
  });
  return isFromLog || isPublished(metric);
}
