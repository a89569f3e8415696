import type { Settings } from '../settings.ts';
import type { ResourceArns } from './reach.ts';
import type { Statement } from './statement.ts';

/**
 * The most that a role of an environment's functions can ever do, whatever policies it is given: what the function's work
 * may take under any settings, on what belongs to the environment. Nothing of IAM is among it.
 */
export function boundaryPermissions(reach: ResourceArns, { region }: Settings): Statement[] {
  const { buckets, existingBuckets, logGroups, queues, eventBuses, keys } = reach;
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
      wildcardReason: 'X-Ray has no resources that its write actions could be limited to.',
    },
  ];
}

/** All objects of some buckets. */
export function objectsOf(buckets: readonly string[]): string[] {
  return buckets.map((bucket) => `${bucket}/*`);
}
