import { expect } from 'chai';
import { reference, synthesized } from '../synthesized.ts';

describe('OutcomeEvents', () => {
  it('is silent by default', async () => {
    const { resource, data } = await synthesized();
    expect(data).not.to.have.property('aws_cloudwatch_event_bus');
    expect(resource['aws_s3_bucket_notification']).to.have.all.keys('uploads');
  });

  it('looks up the default bus, for the outcomes', async () => {
    const { resource, dataAt } = await synthesized({ outcomeEvents: true });
    expect(dataAt('aws_cloudwatch_event_bus.events')).to.deep.include({ name: 'default' });
    expect(resource['aws_s3_bucket_notification']).to.have.all.keys('uploads');
  });

  it('lets the processed bucket tell EventBridge of its thumbnails', async () => {
    const { data, resourceAt } = await synthesized({ thumbnailEvents: true });
    expect(resourceAt('aws_s3_bucket_notification.events')).to.deep.include({
      bucket: reference('aws_s3_bucket.processed.id'),
      eventbridge: true,
    });
    expect(data).not.to.have.property('aws_cloudwatch_event_bus');
  });
});
