import { CloudFrontClient, CreateInvalidationCommand } from '@aws-sdk/client-cloudfront';
import { mockClient } from 'aws-sdk-client-mock';
import { expect } from 'chai';
import { invalidate } from '../../../../scripts/operations/erase/invalidate.ts';

describe('invalidate', () => {
  it('asks for one invalidation of all prefixes', async () => {
    const stub = mockClient(CloudFrontClient);
    stub.on(CreateInvalidationCommand).resolves({
      Invalidation: { Id: 'I1', Status: 'InProgress', CreateTime: new Date(), InvalidationBatch: undefined },
    });

    const id = await invalidate(new CloudFrontClient({ region: 'eu-west-1' }), 'E1', ['200x200/ü 1/', 'results/ü 1/']);

    expect(id).to.equal('I1');
    const [call] = stub.commandCalls(CreateInvalidationCommand);
    expect(call?.args[0].input).to.deep.include({ DistributionId: 'E1' });
    expect(call?.args[0].input.InvalidationBatch?.Paths).to.deep.equal({
      Quantity: 2,
      Items: ['/200x200/%C3%BC%201/*', '/results/%C3%BC%201/*'],
    });
    stub.restore();
  });
});
