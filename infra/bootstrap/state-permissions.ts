import type { Statement } from './statement.ts';

/** Allows reading the states at some keys of the state bucket. */
export function readStates(bucketArn: string, keys: readonly string[]): Statement[] {
  return [
    // Terraform lists workspaces whenever it is initialized.
    { sid: 'ListStates', actions: ['s3:ListBucket'], resources: [bucketArn] },
    { sid: 'ReadStates', actions: ['s3:GetObject'], resources: keys.map((key) => `${bucketArn}/${key}`) },
  ];
}

/** Allows reading, writing and locking the state at one key: https://developer.hashicorp.com/terraform/language/backend/s3 */
export function writeState(bucketArn: string, key: string): Statement[] {
  return [
    ...readStates(bucketArn, [key]),
    { sid: 'WriteState', actions: ['s3:PutObject'], resources: [`${bucketArn}/${key}`] },
    {
      sid: 'LockState',
      actions: ['s3:DeleteObject', 's3:GetObject', 's3:PutObject'],
      resources: [`${bucketArn}/${key}.tflock`],
    },
  ];
}
