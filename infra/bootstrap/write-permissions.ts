import type { Statement } from '../statement.ts';
import { capitalized } from './read-permissions.ts';
import type { ResourceArns } from './resource-arns.ts';

/** The calls by which Terraform's AWS provider creates, changes and deletes each kind of resource, except roles. */
const writes: Partial<Record<keyof ResourceArns, string[]>> = {
  buckets: [
    's3:CreateBucket',
    's3:DeleteBucket',
    's3:DeleteBucketPolicy',
    's3:PutBucketCORS',
    's3:PutBucketLogging',
    's3:PutBucketNotification',
    's3:PutBucketOwnershipControls',
    's3:PutBucketPolicy',
    's3:PutBucketPublicAccessBlock',
    's3:PutBucketTagging',
    's3:PutBucketVersioning',
    's3:PutEncryptionConfiguration',
    's3:PutLifecycleConfiguration',
    's3:TagResource',
    's3:UntagResource',
  ],
  notifyingBuckets: ['s3:PutBucketNotification'],
  functions: [
    'lambda:AddPermission',
    'lambda:CreateFunction',
    'lambda:DeleteFunction',
    'lambda:DeleteFunctionConcurrency',
    'lambda:DeleteFunctionEventInvokeConfig',
    'lambda:PutFunctionConcurrency',
    'lambda:PutFunctionEventInvokeConfig',
    'lambda:PutFunctionRecursionConfig',
    'lambda:RemovePermission',
    'lambda:TagResource',
    'lambda:UntagResource',
    'lambda:UpdateFunctionCode',
    'lambda:UpdateFunctionConfiguration',
    'lambda:UpdateFunctionEventInvokeConfig',
  ],
  queues: ['sqs:CreateQueue', 'sqs:DeleteQueue', 'sqs:SetQueueAttributes', 'sqs:TagQueue', 'sqs:UntagQueue'],
  topics: [
    'sns:CreateTopic',
    'sns:DeleteTopic',
    'sns:SetSubscriptionAttributes',
    'sns:SetTopicAttributes',
    'sns:Subscribe',
    'sns:TagResource',
    'sns:Unsubscribe',
    'sns:UntagResource',
  ],
  rules: [
    'events:DeleteRule',
    'events:PutRule',
    'events:PutTargets',
    'events:RemoveTargets',
    'events:TagResource',
    'events:UntagResource',
  ],
  logGroups: [
    'logs:AssociateKmsKey',
    'logs:CreateLogGroup',
    'logs:DeleteLogGroup',
    'logs:DeleteMetricFilter',
    'logs:DeleteRetentionPolicy',
    'logs:DisassociateKmsKey',
    'logs:PutMetricFilter',
    'logs:PutRetentionPolicy',
    'logs:TagResource',
    'logs:UntagResource',
  ],
  alarms: [
    'cloudwatch:DeleteAlarms',
    'cloudwatch:PutCompositeAlarm',
    'cloudwatch:PutMetricAlarm',
    'cloudwatch:TagResource',
    'cloudwatch:UntagResource',
  ],
  dashboards: ['cloudwatch:DeleteDashboards', 'cloudwatch:PutDashboard'],
};

/** Allows creating, changing and deleting one environment's resources, except its roles. */
export function writePermissions(arns: ResourceArns): Statement[] {
  return Object.entries(writes).flatMap(([kind, actions]) => {
    const resources = arns[kind as keyof ResourceArns];
    return resources.length === 0 ? [] : [{ sid: `Write${capitalized(kind)}`, actions, resources }];
  });
}
