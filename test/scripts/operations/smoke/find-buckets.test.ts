import { ListBucketsCommand, S3Client } from '@aws-sdk/client-s3';
import { type AwsClientStub, mockClient } from 'aws-sdk-client-mock';
import { expect } from 'chai';
import { Settings } from '../../../../infra/settings.ts';
import { findBuckets } from '../../../../scripts/operations/smoke/find-buckets.ts';
import { expectError } from '../../../support/expect-error.ts';

const settings = Settings.parse({ project: 'thumbnails', name: 'dev', region: 'eu-west-1' });
const nameOf = (purpose: string, region = 'eu-west-1') => `thumbnails-dev-${purpose}-123456789012-${region}`;

describe('findBuckets', () => {
  let s3: AwsClientStub<S3Client>;
  beforeEach(() => {
    s3 = mockClient(S3Client);
    s3.on(ListBucketsCommand).resolves({ Buckets: [] });
  });
  afterEach(() => s3.restore());

  const find = (of = settings) => findBuckets(new S3Client({ region: 'eu-west-1' }), of);

  it('finds the buckets of this region, whichever the account', async () => {
    for (const purpose of ['source', 'processed']) {
      const Buckets = [nameOf(purpose, 'eu-central-1'), nameOf(purpose)].map((Name) => ({ Name }));
      s3.on(ListBucketsCommand, { Prefix: `thumbnails-dev-${purpose}-` }).resolves({ Buckets });
    }
    expect(await find()).to.deep.equal({ source: nameOf('source'), processed: nameOf('processed') });
  });

  it('lists nothing where the settings name the buckets', async () => {
    const named = { ...settings, sourceBucket: 'photos', processedBucket: 'thumbs' };
    expect(await find(named)).to.deep.equal({ source: 'photos', processed: 'thumbs' });
    expect(s3.calls()).to.have.length(0);
  });

  it('names the bucket that does not exist', async () => {
    const { message } = await expectError(Error, undefined, () => find());
    expect(message).to.equal(
      'There is no bucket thumbnails-dev-source-<account>-eu-west-1, expected one that the deployment of dev created.',
    );
  });
});
