import {
  DeleteObjectCommand,
  GetBucketNotificationConfigurationCommand,
  HeadObjectCommand,
  NotFound,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { type AwsClientStub, mockClient } from 'aws-sdk-client-mock';
import { expect } from 'chai';
import { s3ProbePorts } from '../../../functions/probe/s3-ports.ts';
import { expectError } from '../../support/expect-error.ts';

describe('s3ProbePorts', () => {
  let s3: AwsClientStub<S3Client>;
  let ports: ReturnType<typeof s3ProbePorts>;

  beforeEach(() => {
    s3 = mockClient(S3Client);
    s3.onAnyCommand().rejects(new Error('unstubbed'));
    ports = s3ProbePorts(new S3Client({ region: 'eu-west-1' }), { source: 'photos', processed: 'thumbs' });
  });
  afterEach(() => s3.restore());

  it('writes and removes images of the source bucket', async () => {
    const place = { Bucket: 'photos', Key: 'a.png' };
    s3.on(PutObjectCommand, { ...place, Body: Buffer.from('image') }).resolves({ ETag: '"0123abcd"' });
    s3.on(DeleteObjectCommand, place).resolves({});
    expect(await ports.upload('a.png', Buffer.from('image'))).to.equal('0123abcd');
    await ports.remove('a.png');
  });

  it('tells a thumbnail from one without a mark, and from none', async () => {
    const Bucket = 'thumbs';
    s3.on(HeadObjectCommand, { Bucket, Key: 'marked' }).resolves({ Metadata: { 'source-etag': 'abc' } });
    s3.on(HeadObjectCommand, { Bucket, Key: 'unmarked' }).resolves({});
    s3.on(HeadObjectCommand, { Bucket, Key: 'none' }).rejects(new NotFound({ message: '', $metadata: {} }));
    expect(await ports.sourceEtagOf('marked')).to.equal('abc');
    expect(await ports.sourceEtagOf('unmarked')).to.equal('');
    expect(await ports.sourceEtagOf('none')).to.equal(undefined);
  });

  it('reads the notifications of the source bucket, in whichever case S3 names the rules', async () => {
    s3.on(GetBucketNotificationConfigurationCommand, { Bucket: 'photos' }).resolves({
      EventBridgeConfiguration: {},
      LambdaFunctionConfigurations: [
        {
          LambdaFunctionArn: 'arn:one',
          Events: ['s3:ObjectCreated:*'],
          Filter: {
            Key: {
              FilterRules: [
                { Name: 'Prefix' as 'prefix', Value: 'a/' },
                { Name: 'suffix', Value: '.b' },
              ],
            },
          },
        },
        { LambdaFunctionArn: 'arn:two', Events: ['s3:ObjectRemoved:*'] },
      ],
    });
    expect(await ports.notifications()).to.deep.equal({
      functions: [
        { arn: 'arn:one', events: ['s3:ObjectCreated:*'], prefix: 'a/', suffix: '.b' },
        { arn: 'arn:two', events: ['s3:ObjectRemoved:*'], prefix: '', suffix: '' },
      ],
      eventBridge: true,
    });
  });

  it('reads a bucket without notifications', async () => {
    s3.on(GetBucketNotificationConfigurationCommand).resolves({});
    expect(await ports.notifications()).to.deep.equal({ functions: [], eventBridge: false });
  });

  it('names the action and the object of a call that fails', async () => {
    for (const [call, place] of [
      [() => ports.upload('a.png', Buffer.of(1)), 's3:PutObject on s3://photos/a.png'],
      [() => ports.remove('a.png'), 's3:DeleteObject on s3://photos/a.png'],
      [() => ports.sourceEtagOf('t.webp'), 's3:GetObject on s3://thumbs/t.webp'],
      [() => ports.notifications(), 's3:GetBucketNotification on s3://photos'],
    ] as const) {
      const { message } = await expectError(Error, undefined, call);
      expect(message).to.equal(`${place} failed with Error: unstubbed`);
    }
  });
});
