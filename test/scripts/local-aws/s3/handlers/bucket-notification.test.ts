import { GetBucketNotificationConfigurationCommand } from '@aws-sdk/client-s3';
import { expect } from 'chai';
import { Bucket, type LocalS3, refusalOf, startLocalS3 } from '../local-s3.ts';

const arn = 'arn:aws:lambda:eu-west-1:000000000000:function:thumbnails';

describe('getBucketNotificationConfiguration', () => {
  let s3: LocalS3;
  beforeEach(async () => {
    s3 = await startLocalS3();
  });
  afterEach(() => s3.stop());

  const read = (name = Bucket) => s3.client.send(new GetBucketNotificationConfigurationCommand({ Bucket: name }));

  it('returns the functions with their events and filters, and whether EventBridge receives events', async () => {
    const events = ['s3:ObjectCreated:*', 's3:ObjectRemoved:*'] as const;
    const functions = [{ arn, events, prefix: 'photos/', suffix: '' }];
    s3.notifications.set(Bucket, { functions, eventBridge: true });

    const { LambdaFunctionConfigurations = [], EventBridgeConfiguration } = await read();

    expect(LambdaFunctionConfigurations).to.have.length(1);
    expect(LambdaFunctionConfigurations[0]).to.deep.include({ LambdaFunctionArn: arn, Events: events });
    expect(LambdaFunctionConfigurations[0]?.Filter?.Key?.FilterRules).to.deep.equal([
      { Name: 'Prefix', Value: 'photos/' },
      { Name: 'Suffix', Value: '' },
    ]);
    expect(EventBridgeConfiguration).to.deep.equal({});
  });

  it('returns nothing of a bucket without notifications', async () => {
    const { LambdaFunctionConfigurations, EventBridgeConfiguration } = await read();
    expect(LambdaFunctionConfigurations).to.equal(undefined);
    expect(EventBridgeConfiguration).to.equal(undefined);
  });

  it('needs a permission, and a bucket that exists', async () => {
    expect(await refusalOf(read('missing'))).to.include({ name: 'NoSuchBucket', status: 404 });
    s3.denied.add('s3:GetBucketNotification');
    expect(await refusalOf(read())).to.include({ name: 'AccessDenied', status: 403 });
    expect(s3.asked).to.include(`THUMBNAILS s3:GetBucketNotification arn:aws:s3:::${Bucket}`);
  });
});
