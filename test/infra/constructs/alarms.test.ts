import { expect } from 'chai';
import { alarmDefinitions } from '../../../infra/alarm-definitions.ts';
import { namesOf } from '../../../infra/names.ts';
import { Settings } from '../../../infra/settings.ts';
import { environment, reference, synthesized } from '../synthesized.ts';

describe('Alarms', () => {
  it('makes each alarm as it is defined, tells the topic when it goes off and when it is over, and takes silence for peace', async () => {
    const settings = Settings.parse(environment);
    const { resource } = await synthesized();
    const topic = [reference('aws_sns_topic.alarm_topic.arn')];
    const defined = alarmDefinitions(namesOf(settings, ''), settings).map((definition) => ({
      alarm_name: `thumbnails-test-thumbnail-${definition.id}`,
      alarm_description: definition.description,
      namespace: definition.metric.namespace,
      metric_name: definition.metric.name,
      dimensions: definition.metric.dimensions,
      statistic: definition.metric.statistic,
      period: definition.periodSeconds,
      evaluation_periods: definition.periods,
      comparison_operator: 'GreaterThanThreshold',
      threshold: definition.threshold,
      treat_missing_data: 'notBreaching',
      alarm_actions: topic,
      ok_actions: topic,
    }));
    const made = Object.values(resource['aws_cloudwatch_metric_alarm'] ?? {}).map(({ '//': _, ...alarm }) => alarm);
    expect(made).to.have.deep.members(defined);
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
