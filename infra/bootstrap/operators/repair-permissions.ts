import type { Settings } from '../../settings.ts';
import type { Statement } from '../../statement.ts';
import { decryptFor } from './decrypt-for.ts';
import { invokeFunction } from './invoke-function.ts';
import { operatorArns } from './operator-arns.ts';

/** Allows what `verify --repair` does. It allows deleting thumbnails, which the function can make again, but no originals. */
export function repairPermissions(settings: Settings, account: string): Statement[] {
  const arns = operatorArns(settings, account);
  const { source, processed } = arns;
  return [
    ...invokeFunction(settings, arns),
    { sid: 'ListObjects', actions: ['s3:ListBucket'], resources: [source, processed] },
    { sid: 'ReadObjects', actions: ['s3:GetObject'], resources: [`${source}/*`, `${processed}/*`] },
    { sid: 'RemoveThumbnails', actions: ['s3:DeleteObject'], resources: [`${processed}/*`] },
    ...decryptFor(settings, ['sourceBucket', 'processedBucket'], 'DecryptObjects'),
  ];
}
