import type { Settings } from '../settings.ts';
import type { ResourceArns } from './resource-arns.ts';
import type { Statement } from './statement.ts';

/**
 * Returns the permissions boundary of an environment's function roles: the actions that the function needs under any settings, on
 * the environment's own resources. It allows nothing in IAM.
 */
export function boundaryPermissions(arns: ResourceArns, { region }: Settings): Statement[] {
  const { buckets, existingBuckets, logGroups, queues, eventBuses, keys } = arns;
  const allBuckets = [...buckets, ...existingBuckets];
  return [
    { sid: 'ListObjects', actions: ['s3:ListBucket'], resources: allBuckets },
    { sid: 'ReadObjects', actions: ['s3:GetObject'], resources: objectsOf(allBuckets) },
    { sid: 'WriteThumbnails', actions: ['s3:DeleteObject', 's3:PutObject'], resources: objectsOf(buckets) },
    {
      sid: 'UseKeysOfBuckets',
      actions: ['kms:Decrypt', 'kms:GenerateDataKey'],
      resources: keys,
      condition: [{ test: 'StringEquals', variable: 'kms:ViaService', values: [`s3.${region}.amazonaws.com`] }],
    },
    { sid: 'WriteLogs', actions: ['logs:CreateLogStream', 'logs:PutLogEvents'], resources: logGroups },
    { sid: 'ReportFailures', actions: ['sqs:SendMessage'], resources: queues },
    { sid: 'ReportOutcomes', actions: ['events:PutEvents'], resources: eventBuses },
    {
      sid: 'SendTraces',
      actions: ['xray:PutTelemetryRecords', 'xray:PutTraceSegments'],
      resources: ['*'],
      wildcardReason: 'The write actions of X-Ray support no resource other than *.',
    },
  ];
}

/** Returns patterns of ARNs that match all objects of the given buckets. */
export function objectsOf(buckets: readonly string[]): string[] {
  return buckets.map((bucket) => `${bucket}/*`);
}
