import type { Settings } from '../../settings.ts';
import type { Statement } from '../../statement.ts';
import { decryptVariables } from '../key-permissions.ts';
import { decryptFor } from './decrypt-for.ts';
import { operatorArns } from './operator-arns.ts';

/** Allows what `verify --repair` does. It may delete thumbnails, which the function makes again, and no original. */
export function repairPermissions(settings: Settings, account: string): Statement[] {
  const { functionArn, source, processed } = operatorArns(settings, account);
  return [
    {
      sid: 'InvokeFunction',
      actions: ['lambda:GetFunctionConcurrency', 'lambda:GetFunctionConfiguration', 'lambda:InvokeFunction'],
      resources: [functionArn],
    },
    ...decryptVariables([settings]),
    { sid: 'ListObjects', actions: ['s3:ListBucket'], resources: [source, processed] },
    { sid: 'ReadObjects', actions: ['s3:GetObject'], resources: [`${source}/*`, `${processed}/*`] },
    { sid: 'RemoveThumbnails', actions: ['s3:DeleteObject'], resources: [`${processed}/*`] },
    ...decryptFor(settings, ['sourceBucket', 'processedBucket'], 'DecryptObjects'),
  ];
}
