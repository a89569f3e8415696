import type { Settings } from '../../settings.ts';
import type { Statement } from '../../statement.ts';
import { decryptVariables } from '../key-permissions.ts';
import { useLogKey } from '../log-key-permissions.ts';
import { decryptFor } from './decrypt-for.ts';
import { operatorArns } from './operator-arns.ts';
import { readQueue } from './read-queue.ts';

/** Allows what `status` and `verify` do. A HEAD needs `s3:GetObject`, which also allows reading every image. */
export function auditPermissions(settings: Settings, account: string): Statement[] {
  const { functionArn, queue, source, processed, logGroup } = operatorArns(settings, account);
  return [
    { sid: 'ReadDeployedSettings', actions: ['lambda:GetFunctionConfiguration'], resources: [functionArn] },
    ...decryptVariables([settings]),
    { sid: 'ListObjects', actions: ['s3:ListBucket'], resources: [source, processed] },
    { sid: 'ReadObjects', actions: ['s3:GetObject'], resources: [`${source}/*`, `${processed}/*`] },
    ...decryptFor(settings, ['sourceBucket', 'processedBucket'], 'DecryptObjectsAndLetters'),
    { sid: 'ReadDeadLetters', actions: readQueue, resources: [queue] },
    ...useLogKey(settings, account),
    { sid: 'QueryLog', actions: ['logs:StartQuery'], resources: [`${logGroup}:*`] },
    {
      sid: 'ReadQueryResults',
      actions: ['logs:GetQueryResults'],
      resources: ['*'],
      wildcardReason: 'A query has no ARN.',
    },
  ];
}
