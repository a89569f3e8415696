import {
  CloudFrontClient,
  type Distribution,
  GetDistributionCommand,
  NoSuchDistribution,
} from '@aws-sdk/client-cloudfront';
import { mockClient } from 'aws-sdk-client-mock';
import { expect } from 'chai';
import { checkDistribution } from '../../../../scripts/operations/erase/check-distribution.ts';

describe('checkDistribution', () => {
  const stub = mockClient(CloudFrontClient);
  after(() => stub.restore());
  const check = () =>
    checkDistribution(new CloudFrontClient({ region: 'eu-west-1' }), 'E1', 'thumbs').then(
      () => 'accepted',
      (error: Error) => error.message,
    );

  it('accepts a distribution that serves the bucket, and refuses any other', async () => {
    const serving = (...domains: string[]) => {
      const Items = domains.map((DomainName, index) => ({ Id: `${index}`, DomainName }));
      const Distribution = { DistributionConfig: { Origins: { Quantity: Items.length, Items } } } as Distribution;
      stub.on(GetDistributionCommand, { Id: 'E1' }).resolves({ Distribution });
    };
    serving('www.example.com', 'thumbs.s3.eu-west-1.amazonaws.com');
    expect(await check()).to.equal('accepted');
    serving('thumbs-of-others.s3.eu-west-1.amazonaws.com');
    expect(await check()).to.match(
      /^The distribution E1 serves thumbs-of-others\S+, expected one that serves thumbs\./,
    );
  });

  it('says that there is no such distribution', async () => {
    stub.on(GetDistributionCommand).rejects(new NoSuchDistribution({ message: 'no', $metadata: {} }));
    expect(await check()).to.match(/^There is no CloudFront distribution "E1" .* Nothing was deleted\.$/);
  });
});
