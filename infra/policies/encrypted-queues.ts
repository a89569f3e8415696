import type { Policy } from './policy.ts';

/** Every queue says how it encrypts its messages. */
export const encryptedQueues: Policy = ({ type, values }) => {
  if (type !== 'aws_sqs_queue') return undefined;
  if (values['sqs_managed_sse_enabled'] === true || values['kms_master_key_id']) return undefined;
  return 'the queue does not say how it encrypts: set sqsManagedSseEnabled, or kmsMasterKeyId';
};
