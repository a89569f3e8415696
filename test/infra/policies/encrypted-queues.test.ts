import { expect } from 'chai';
import { SqsQueue } from '../../../infra/terraform.ts';
import { violationsOf } from './violations.ts';

describe('encryptedQueues', () => {
  const ofQueue = (encryption: { sqsManagedSseEnabled?: boolean; kmsMasterKeyId?: string }) =>
    violationsOf((stack) => void new SqsQueue(stack, 'queue', { name: 'queue', ...encryption }));

  it('accepts an encrypted queue, and refuses one that is not', () => {
    const violations = ['stack/queue: the queue is not encrypted: set sqsManagedSseEnabled or kmsMasterKeyId'];
    expect(ofQueue({ sqsManagedSseEnabled: true })).to.deep.equal([]);
    expect(ofQueue({ kmsMasterKeyId: 'alias/queues' })).to.deep.equal([]);
    expect(ofQueue({})).to.deep.equal(violations);
    expect(ofQueue({ sqsManagedSseEnabled: false })).to.deep.equal(violations);
    expect(ofQueue({ kmsMasterKeyId: '' })).to.deep.equal(violations);
  });
});
