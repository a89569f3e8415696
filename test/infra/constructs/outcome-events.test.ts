import { expect } from 'chai';
import { reference, synthesized } from '../synthesized.ts';

describe('OutcomeEvents', () => {
  it('sends nothing by default', async () => {
    const { resource, data } = await synthesized();
    expect(data).not.to.have.property('aws_cloudwatch_event_bus');
    expect(resource['aws_s3_bucket_notification']).to.have.all.keys('uploads');
  });

  it('sends outcomes to the default bus', async () => {
    const { resource, dataAt } = await synthesized({ outcomeEvents: true });
    expect(dataAt('aws_cloudwatch_event_bus.events')).to.deep.include({ name: 'default' });
    expect(resource['aws_s3_bucket_notification']).to.have.all.keys('uploads');
  });

  it('makes the processed bucket send events of its thumbnails to EventBridge', async () => {
    const { data, resourceAt } = await synthesized({ thumbnailEvents: true });
    expect(resourceAt('aws_s3_bucket_notification.events')).to.deep.include({
      bucket: reference('aws_s3_bucket.processed.id'),
      eventbridge: true,
    });
    expect(data).not.to.have.property('aws_cloudwatch_event_bus');
  });
});
