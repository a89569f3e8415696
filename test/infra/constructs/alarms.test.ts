import { expect } from 'chai';
import { reference, synthesized } from '../synthesized.ts';

describe('Alarms', () => {
  it('notifies the topic when an alarm goes off and when it is over, and treats missing data as not breaching', async () => {
    const { resource } = await synthesized();
    const topic = [reference('aws_sns_topic.alarm_topic.arn')];
    for (const alarm of Object.values(resource['aws_cloudwatch_metric_alarm'] ?? {})) {
      expect(alarm).to.deep.include({ treat_missing_data: 'notBreaching', alarm_actions: topic, ok_actions: topic });
    }
  });

  it('goes off when the statistic of a metric is above a threshold for a number of periods', async () => {
    const { resourceAt } = await synthesized({ alarms: { rejectionsPerHour: 7 } });
    expect(resourceAt('aws_cloudwatch_metric_alarm.alarm_rejections')).to.deep.include({
      alarm_name: 'thumbnails-test-thumbnail-rejections',
      namespace: 'thumbnails-test-thumbnail',
      metric_name: 'Outcomes',
      dimensions: { Result: 'rejected' },
      statistic: 'Sum',
      period: 3600,
      evaluation_periods: 1,
      comparison_operator: 'GreaterThanThreshold',
      threshold: 7,
    });
  });

  it('watches the function and the queue that are deployed', async () => {
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
