import { backfillReportsPrefix } from '../../functions/thumbnail/contract/backfill-reports-prefix.ts';
import { networkPermission } from '../constructs/network-permission.ts';
import type { Settings } from '../settings.ts';
import type { Statement } from '../statement.ts';
import type { ResourceArns } from './resource-arns.ts';

/**
 * Returns the permissions boundary of an environment's roles. It allows the actions that the function needs under any settings, and
 * those of a backfill by S3 Batch Operations if the settings ask for it, all on the environment's own resources. It allows access to
 * images only from the code of the functions, and nothing in IAM.
 * https://docs.aws.amazon.com/lambda/latest/dg/permissions-source-function-arn.html
 */
export function boundaryPermissions(arns: ResourceArns, { region, vpc, batchBackfill }: Settings): Statement[] {
  const { buckets, existingBuckets, thumbnailBuckets, probeImages, functions, logGroups, queues, eventBuses, keys } =
    arns;
  const allBuckets = [...buckets, ...existingBuckets];
  // Anybody else who assumes such a role, by a trust policy that the deploy role may write, has no access to images.
  const condition = [{ test: 'ArnLike', variable: 'lambda:SourceFunctionArn', values: functions }];
  return [
    { sid: 'ListObjects', actions: ['s3:ListBucket'], resources: allBuckets, condition },
    { sid: 'ReadObjects', actions: ['s3:GetObject'], resources: objectsOf(allBuckets), condition },
    {
      sid: 'WriteThumbnails',
      actions: ['s3:DeleteObject', 's3:PutObject'],
      resources: objectsOf(thumbnailBuckets),
      condition,
    },
    ...(probeImages.length === 0
      ? []
      : [
          {
            sid: 'WriteProbeImages',
            actions: ['s3:DeleteObject', 's3:PutObject'],
            resources: probeImages,
            condition,
          },
        ]),
    ...(batchBackfill
      ? [
          { sid: 'InvokeFunction', actions: ['lambda:InvokeFunction'], resources: functions },
          { sid: 'ListForBackfill', actions: ['s3:PutInventoryConfiguration'], resources: allBuckets },
          {
            sid: 'WriteBackfillReports',
            actions: ['s3:PutObject'],
            resources: thumbnailBuckets.map((bucket) => `${bucket}/${backfillReportsPrefix}/*`),
          },
        ]
      : []),
    { sid: 'ReadNotifications', actions: ['s3:GetBucketNotification'], resources: allBuckets },
    {
      sid: 'UseKeys',
      actions: ['kms:Decrypt', 'kms:GenerateDataKey'],
      resources: keys,
      condition: [
        {
          test: 'StringEquals',
          variable: 'kms:ViaService',
          // Lambda decrypts a function's variables as its role.
          values: ['lambda', 's3', 'sqs'].map((service) => `${service}.${region}.amazonaws.com`),
        },
      ],
    },
    { sid: 'HideKeysInLog', actions: ['kms:GenerateMac'], resources: keys, condition },
    { sid: 'WriteLogs', actions: ['logs:CreateLogStream', 'logs:PutLogEvents'], resources: logGroups },
    { sid: 'ReportFailures', actions: ['sqs:SendMessage'], resources: queues },
    { sid: 'ReportOutcomes', actions: ['events:PutEvents'], resources: eventBuses },
    ...networkPermission({ vpc }),
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
