import { expect } from 'chai';
import { reference, synthesized } from '../synthesized.ts';

describe('Alarms', () => {
  it('tells the topic when an alarm goes off and when it is over, and takes silence for peace', async () => {
    const { resource, resourceAt } = await synthesized();
    const topic = [reference('aws_sns_topic.alarm_topic.arn')];
    for (const alarm of Object.values(resource['aws_cloudwatch_metric_alarm'] ?? {})) {
      expect(alarm).to.deep.include({ alarm_actions: topic, ok_actions: topic, treat_missing_data: 'notBreaching' });
    }
    expect(resourceAt('aws_cloudwatch_metric_alarm.alarm_errors')).to.deep.include({
      alarm_name: 'thumbnails-test-thumbnail-errors',
      namespace: 'AWS/Lambda',
      metric_name: 'Errors',
      dimensions: { FunctionName: 'thumbnails-test-thumbnail' },
      statistic: 'Sum',
      period: 300,
      evaluation_periods: 3,
      comparison_operator: 'GreaterThanThreshold',
      threshold: 0,
    });
  });

  it('is about the function and the queue that are deployed', async () => {
    const { resource, resourceAt } = await synthesized();
    const deployed = {
      FunctionName: resourceAt('aws_lambda_function.thumbnail')['function_name'],
      QueueName: resourceAt('aws_sqs_queue.dead_letter')['name'],
      Result: 'rejected',
    };
    for (const { dimensions } of Object.values(resource['aws_cloudwatch_metric_alarm'] ?? {})) {
      expect(Object.keys(dimensions as object)).to.have.length(1);
      expect(deployed).to.include(dimensions);
    }
  });
});
