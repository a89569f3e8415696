import type { Settings } from '../../settings.ts';
import type { Statement } from '../../statement.ts';
import { tagsEqual } from '../tags-equal.ts';
import { decryptFor } from './decrypt-for.ts';
import { invokeFunction } from './invoke-function.ts';
import { operatorArns } from './operator-arns.ts';
import { readQueue } from './read-queue.ts';

/** Allows what `erase` does: deleting every version of every original. It does not allow reading images. */
export function erasePermissions(settings: Settings, account: string): Statement[] {
  const arns = operatorArns(settings, account);
  const { queue, source, processed } = arns;
  return [
    ...invokeFunction(settings, arns),
    { sid: 'ListVersions', actions: ['s3:ListBucketVersions'], resources: [source, processed] },
    { sid: 'ListUploads', actions: ['s3:ListBucketMultipartUploads'], resources: [source] },
    { sid: 'AbortUploads', actions: ['s3:AbortMultipartUpload'], resources: [`${source}/*`] },
    { sid: 'DeleteVersions', actions: ['s3:DeleteObjectVersion'], resources: [`${source}/*`, `${processed}/*`] },
    { sid: 'HandleDeadLetters', actions: [...readQueue, 'sqs:DeleteMessage'], resources: [queue] },
    ...decryptFor(settings, [], 'DecryptLetters'),
    ...invalidate(settings, account),
  ];
}

/** Allows invalidating the distribution of the environment, and those that its settings name as readers. */
function invalidate(settings: Settings, account: string): Statement[] {
  const actions = ['cloudfront:CreateInvalidation', 'cloudfront:GetDistribution'];
  const { cloudfrontDistributions: others } = settings.readers;
  const condition = tagsEqual(settings, 'aws:ResourceTag');
  const resources = [`arn:aws:cloudfront::${account}:distribution/*`];
  return [
    ...(settings.delivery.cloudfront ? [{ sid: 'Invalidate', actions, resources, condition }] : []),
    ...(others.length > 0 ? [{ sid: 'InvalidateReaders', actions, resources: others }] : []),
  ];
}
