import type { ResourceArns } from './reach.ts';
import type { Statement } from './statement.ts';

/** What Terraform's AWS provider calls to learn how each kind of resource is now. */
const reads: Record<Exclude<keyof ResourceArns, 'existingBuckets'>, string[]> = {
  buckets: [
    's3:GetAccelerateConfiguration',
    's3:GetBucketAcl',
    's3:GetBucketCORS',
    's3:GetBucketLocation',
    's3:GetBucketLogging',
    's3:GetBucketNotification',
    's3:GetBucketObjectLockConfiguration',
    's3:GetBucketOwnershipControls',
    's3:GetBucketPolicy',
    's3:GetBucketPublicAccessBlock',
    's3:GetBucketRequestPayment',
    's3:GetBucketTagging',
    's3:GetBucketVersioning',
    's3:GetBucketWebsite',
    's3:GetEncryptionConfiguration',
    's3:GetLifecycleConfiguration',
    's3:GetReplicationConfiguration',
    // Terraform asks by it whether a bucket is there. It lets one see the names of objects, and not what is in them.
    's3:ListBucket',
    's3:ListTagsForResource',
  ],
  functions: [
    'lambda:GetFunction',
    'lambda:GetFunctionCodeSigningConfig',
    'lambda:GetFunctionConfiguration',
    'lambda:GetFunctionEventInvokeConfig',
    'lambda:GetFunctionRecursionConfig',
    'lambda:GetPolicy',
    'lambda:ListTags',
    'lambda:ListVersionsByFunction',
  ],
  roles: [
    'iam:GetRole',
    'iam:GetRolePolicy',
    'iam:ListAttachedRolePolicies',
    'iam:ListInstanceProfilesForRole',
    'iam:ListRolePolicies',
    'iam:ListRoleTags',
  ],
  queues: ['sqs:GetQueueAttributes', 'sqs:GetQueueUrl', 'sqs:ListQueueTags'],
  topics: [
    'sns:GetSubscriptionAttributes',
    'sns:GetTopicAttributes',
    'sns:ListSubscriptionsByTopic',
    'sns:ListTagsForResource',
  ],
  logGroups: ['logs:DescribeMetricFilters', 'logs:ListTagsForResource'],
  alarms: ['cloudwatch:ListTagsForResource'],
  dashboards: ['cloudwatch:GetDashboard'],
  eventBuses: ['events:DescribeEventBus'],
  keys: ['kms:DescribeKey', 'kms:GetKeyPolicy', 'kms:GetKeyRotationStatus', 'kms:ListResourceTags'],
  listings: ['logs:DescribeLogGroups', 'cloudwatch:DescribeAlarms'],
};

/** Lets one see how everything of some environments is set up, and nothing of what is stored in them. */
export function readPermissions(reaches: readonly ResourceArns[]): Statement[] {
  const all = reaches.map(({ existingBuckets, buckets, ...rest }) => ({
    ...rest,
    buckets: [...buckets, ...existingBuckets],
  }));
  return Object.entries(reads).map(([kind, actions]) => ({
    sid: `Read${capitalized(kind)}`,
    actions,
    resources: [...new Set(all.flatMap((reach) => reach[kind as keyof typeof reads]))],
  }));
}

/** The form of a statement's id: letters and digits. */
export function capitalized(word: string): string {
  return word.slice(0, 1).toUpperCase() + word.slice(1);
}
