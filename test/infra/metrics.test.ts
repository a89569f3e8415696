import { expect } from 'chai';
import * as z from 'zod';
import { Outcome } from '../../functions/thumbnail/contract.ts';
import { metricsOf, outcomeMetric } from '../../infra/metrics.ts';
import { everyOption, type Synthesized, synthesized } from './synthesized.ts';

/**
 * The metrics that exist, with the dimension by which each can be had. CloudWatch takes any name: an alarm on a wrong one,
 * such as `ApproximateNumberOfVisibleMessages`, is made without complaint, and never goes off.
 */
const published: Record<string, { source: string; dimension: string; metrics: string[] }> = {
  'AWS/Lambda': {
    // Its dimensions: https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-view.html
    source: 'https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html',
    dimension: 'FunctionName',
    metrics: [
      'Invocations',
      'Errors',
      'DeadLetterErrors',
      'DestinationDeliveryFailures',
      'Throttles',
      'RecursiveInvocationsDropped',
      'Duration',
      'ConcurrentExecutions',
      'AsyncEventsReceived',
      'AsyncEventAge',
      'AsyncEventsDropped',
    ],
  },
  'AWS/SQS': {
    source:
      'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-available-cloudwatch-metrics.html',
    dimension: 'QueueName',
    metrics: [
      'ApproximateAgeOfOldestMessage',
      'ApproximateNumberOfMessagesDelayed',
      'ApproximateNumberOfMessagesNotVisible',
      'ApproximateNumberOfMessagesVisible',
      'NumberOfEmptyReceives',
      'NumberOfMessagesDeleted',
      'NumberOfMessagesReceived',
      'NumberOfMessagesSent',
      'SentMessageSize',
    ],
  },
};

const Alarm = z.object({
  namespace: z.string(),
  metric_name: z.string(),
  dimensions: z.record(z.string(), z.string()),
});

describe('metricsOf', () => {
  const names = { function: 'f', deadLetterQueue: 'q', metricNamespace: 'n' };

  it('names only metrics and dimensions that their services publish', () => {
    const { outcomes, ...ofServices } = metricsOf(names);
    for (const metric of Object.values(ofServices)) expect(isPublished(metric), JSON.stringify(metric)).to.equal(true);
  });

  it('takes of each metric what says something: how many there were, or the worst that there was', () => {
    const { outcomes, ...ofServices } = metricsOf(names);
    const taken = Object.entries(ofServices).map(([key, { statistic, name }]) => [key, `${statistic} of ${name}`]);
    expect(Object.fromEntries(taken)).to.deep.equal({
      invocations: 'Sum of Invocations',
      errors: 'Sum of Errors',
      throttles: 'Sum of Throttles',
      concurrency: 'Maximum of ConcurrentExecutions',
      duration: 'Maximum of Duration',
      eventAge: 'Maximum of AsyncEventAge',
      eventsDropped: 'Sum of AsyncEventsDropped',
      deliveryFailures: 'Sum of DestinationDeliveryFailures',
      recursionsStopped: 'Sum of RecursiveInvocationsDropped',
      deadLetters: 'Maximum of ApproximateNumberOfMessagesVisible',
    });
  });

  it('counts the results that the function has', () => {
    for (const result of Outcome.shape.result.options) {
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

  it('watch only what is published, by its service or by the filter of the log', () => {
    const alarms = Object.values(stack.resource['aws_cloudwatch_metric_alarm'] ?? {}).map((alarm) =>
      Alarm.parse(alarm),
    );
    expect(alarms).to.have.length(10);
    for (const { namespace, metric_name: name, dimensions } of alarms) {
      expect(isKnown(stack, { namespace, name, dimensions }), name).to.equal(true);
    }
  });

  it('show only what is published, by its service or by the filter of the log', () => {
    const body = String(stack.resourceAt('aws_cloudwatch_dashboard.pipeline')['dashboard_body']);
    const shown = [...body.matchAll(/\["([^"]+)", "([^"]+)", "([^"]+)", "([^"]+)", \{/g)];
    expect(shown).to.have.length(14);
    for (const [, namespace = '', name = '', dimension = '', value = ''] of shown) {
      expect(isKnown(stack, { namespace, name, dimensions: { [dimension]: value } }), name).to.equal(true);
    }
  });
});

interface Named {
  namespace: string;
  name: string;
  dimensions: Record<string, string>;
}

function isPublished({ namespace, name, dimensions }: Named): boolean {
  const { metrics = [], dimension } = published[namespace] ?? {};
  return metrics.includes(name) && Object.keys(dimensions).join() === dimension;
}

function isKnown({ resourceAt }: Synthesized, metric: Named): boolean {
  const { metric_transformation: made } = resourceAt('aws_cloudwatch_log_metric_filter.outcomes') as {
    metric_transformation: { namespace: string; name: string; dimensions: Record<string, string> };
  };
  const isMade =
    metric.namespace === made.namespace &&
    metric.name === made.name &&
    Object.keys(metric.dimensions).join() === Object.keys(made.dimensions).join();
  return isMade || isPublished(metric);
}
