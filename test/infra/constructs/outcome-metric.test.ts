import { expect } from 'chai';
import { reference, synthesized } from '../synthesized.ts';

describe('OutcomeMetric', () => {
  it('counts the outcome lines in the log, by result', async () => {
    const { resourceAt } = await synthesized();
    expect(resourceAt('aws_cloudwatch_log_metric_filter.outcomes')).to.deep.include({
      log_group_name: reference('aws_cloudwatch_log_group.thumbnail.name'),
      pattern: '{ $.message = "outcome" }',
      metric_transformation: {
        namespace: 'thumbnails-test-thumbnail',
        name: 'Outcomes',
        value: '1',
        dimensions: { Result: '$.result' },
      },
    });
  });
});
