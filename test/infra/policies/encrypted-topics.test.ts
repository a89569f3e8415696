import { expect } from 'chai';
import { SnsTopic } from '../../../infra/terraform.ts';
import { violationsOf } from './violations.ts';

describe('encryptedTopics', () => {
  const ofTopic = (encryption: { kmsMasterKeyId?: string }) =>
    violationsOf((stack) => void new SnsTopic(stack, 'topic', { name: 'topic', ...encryption }));

  it('accepts an encrypted topic, and refuses one that is not', () => {
    expect(ofTopic({ kmsMasterKeyId: 'arn:aws:kms:eu-west-1:123456789012:key/1234abcd' })).to.deep.equal([]);
    const violations = [
      'stack/topic: the topic is not encrypted: set kmsMasterKeyId to a KMS key that its publishers may use',
    ];
    expect(ofTopic({})).to.deep.equal(violations);
    expect(ofTopic({ kmsMasterKeyId: '' })).to.deep.equal(violations);
  });

  it('refuses the key that no AWS service can use', () => {
    expect(ofTopic({ kmsMasterKeyId: 'alias/aws/sns' })).to.deep.equal([
      'stack/topic: no AWS service can publish with the key alias/aws/sns: set kmsMasterKeyId to a key of your own',
    ]);
  });
});
