import type { Statement } from '../statement.ts';
import type { ResourceArns } from './resource-arns.ts';

/** The calls by which Terraform's AWS provider reads each kind of resource. */
const reads: Record<Exclude<keyof ResourceArns, 'thumbnailBuckets' | 'probeImages' | 'probes' | 'keys'>, string[]> = {
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
    // Terraform uses it to check that a bucket exists. It also shows the keys of objects, but not their content.
    's3:ListBucket',
    's3:ListTagsForResource',
  ],
  existingBuckets: ['s3:GetBucketLocation', 's3:ListBucket'],
  notifyingBuckets: ['s3:GetBucketNotification'],
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
  rules: ['events:DescribeRule', 'events:ListTagsForResource', 'events:ListTargetsByRule'],
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
  listings: ['logs:DescribeLogGroups'],
};

/** Allows reading the configuration of all resources of some environments, and nothing that is stored in them. */
export function readPermissions(environments: readonly ResourceArns[]): Statement[] {
  const ofKinds = Object.entries(reads).flatMap(([kind, actions]) => {
    const resources = [...new Set(environments.flatMap((arns) => arns[kind as keyof typeof reads]))];
    return resources.length === 0 ? [] : [{ sid: `Read${capitalized(kind)}`, actions, resources }];
  });
  const describeAlarms = {
    sid: 'DescribeAlarms',
    actions: ['cloudwatch:DescribeAlarms'],
    resources: ['*'],
    wildcardReason: 'CloudWatch creates a composite alarm only for callers that may describe all alarms.',
  };
  return [...ofKinds, describeAlarms];
}

/** Returns the word with a capital first letter, for the id of a statement. */
export function capitalized(word: string): string {
  return word.slice(0, 1).toUpperCase() + word.slice(1);
}
