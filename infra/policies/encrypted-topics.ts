import type { Policy } from './reading/policy.ts';

/** Every topic is encrypted with a key that its publishers can be allowed to use. */
export const encryptedTopics: Policy = ({ type, values: { kms_master_key_id: key } }) => {
  if (type !== 'aws_sns_topic') return undefined;
  if (!key) return 'the topic is not encrypted: set kmsMasterKeyId to a KMS key that its publishers may use';
  if (key !== 'alias/aws/sns') return undefined;
  return 'no AWS service can publish with the key alias/aws/sns: set kmsMasterKeyId to a key of your own';
};
