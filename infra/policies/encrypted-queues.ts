import { SqsQueue } from '../terraform.ts';
import type { Policy } from './policy.ts';

/** Every queue says how it encrypts its messages. */
export const encryptedQueues: Policy = (construct) => {
  if (!(construct instanceof SqsQueue)) return undefined;
  if (construct.sqsManagedSseEnabledInput === true || construct.kmsMasterKeyIdInput !== undefined) return undefined;
  return 'the queue does not say how it encrypts: set sqsManagedSseEnabled, or kmsMasterKeyId';
};
