import type { Policy } from './reading/policy.ts';

/** Every queue is encrypted. */
export const encryptedQueues: Policy = ({ type, values }) => {
  if (type !== 'aws_sqs_queue') return undefined;
  if (values['sqs_managed_sse_enabled'] === true || values['kms_master_key_id']) return undefined;
  return 'the queue is not encrypted: set sqsManagedSseEnabled or kmsMasterKeyId';
};
