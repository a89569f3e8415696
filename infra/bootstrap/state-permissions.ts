import type { Settings } from '../settings.ts';
import type { Statement } from './statement.ts';

export interface StateBucket {
  arn: string;
  region: string;
  encryption: Settings['encryption'];
}

/** Allows reading the states at some keys of the state bucket. */
export function readStates(bucket: StateBucket, keys: readonly string[]): Statement[] {
  return [
    // Terraform lists workspaces whenever it is initialized.
    { sid: 'ListStates', actions: ['s3:ListBucket'], resources: [bucket.arn] },
    { sid: 'ReadStates', actions: ['s3:GetObject'], resources: keys.map((key) => `${bucket.arn}/${key}`) },
    ...useKey(bucket, 'DecryptStates', 'kms:Decrypt'),
  ];
}

/** Allows reading, writing and locking the state at one key: https://developer.hashicorp.com/terraform/language/backend/s3 */
export function writeState(bucket: StateBucket, key: string): Statement[] {
  return [
    ...readStates(bucket, [key]),
    { sid: 'WriteState', actions: ['s3:PutObject'], resources: [`${bucket.arn}/${key}`] },
    {
      sid: 'LockState',
      actions: ['s3:DeleteObject', 's3:GetObject', 's3:PutObject'],
      resources: [`${bucket.arn}/${key}.tflock`],
    },
    ...useKey(bucket, 'EncryptState', 'kms:GenerateDataKey'),
  ];
}

/** SSE-S3 needs no permission; a KMS key needs one, for S3 alone to use it. */
function useKey({ region, encryption }: StateBucket, sid: string, action: string): Statement[] {
  if (encryption === 'SSE-S3') return [];
  const condition = [{ test: 'StringEquals', variable: 'kms:ViaService', values: [`s3.${region}.amazonaws.com`] }];
  return [{ sid, actions: [action], resources: [encryption], condition }];
}
