import { expect } from 'chai';
import { reference, synthesized } from '../synthesized.ts';

describe('OutcomeMetrics', () => {
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

  it('counts uploads by one metric, which no missing result can hide', async () => {
    const { resourceAt } = await synthesized();
    expect(resourceAt('aws_cloudwatch_log_metric_filter.outcomes_uploads')).to.deep.include({
      pattern: '{ $.message = "outcome" && ($.result = "created" || $.result = "rejected") }',
      metric_transformation: { namespace: 'thumbnails-test-thumbnail', name: 'Uploads', value: '1' },
    });
  });

  it('counts no image of the probe', async () => {
    const { resourceAt } = await synthesized({ probe: { everyMinutes: 15 } });
    const isNoProbe = '$.key != "thumbnail-probe/*"';
    expect(resourceAt('aws_cloudwatch_log_metric_filter.outcomes')['pattern']).to.equal(
      `{ $.message = "outcome" && ${isNoProbe} }`,
    );
    expect(resourceAt('aws_cloudwatch_log_metric_filter.outcomes_uploads')['pattern']).to.equal(
      `{ $.message = "outcome" && ${isNoProbe} && ($.result = "created" || $.result = "rejected") }`,
    );
  });
});
