import { SnsTopic } from '../terraform.ts';
import type { Policy } from './policy.ts';

/** Every topic is encrypted, with a key that those who publish to it may use. */
export const encryptedTopics: Policy = (construct) => {
  if (!(construct instanceof SnsTopic)) return undefined;
  const { kmsMasterKeyIdInput: key } = construct;
  if (key === undefined)
    return 'the topic is not encrypted: set kmsMasterKeyId to a KMS key that its publishers may use';
  if (key !== 'alias/aws/sns') return undefined;
  return 'no AWS service may use alias/aws/sns, so that none can publish: set kmsMasterKeyId to a key of your own';
};
