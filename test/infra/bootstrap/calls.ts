import { deliveryCalls, deliveryTypes } from './delivery-calls.ts';
import { logKeyCalls } from './log-key-calls.ts';

/** A call to AWS, in the terms of its permission. */
export interface Call {
  action: string;
  resource: string;
  context?: Record<string, string>;
}

const account = '123456789012';

/** The calls by which the AWS provider creates, reads, changes and deletes each type of resource, and the resource of these calls. */
const calls: Record<string, [on: keyof ReturnType<typeof arnsOf>, actions: string]> = {
  aws_s3_bucket: [
    'bucket',
    's3: CreateBucket ListBucket GetAccelerateConfiguration GetBucketAcl GetBucketCORS GetBucketObjectLockConfiguration ' +
      'GetBucketRequestPayment GetBucketTagging GetBucketWebsite GetReplicationConfiguration ListTagsForResource ' +
      'PutBucketTagging TagResource UntagResource DeleteBucket',
  ],
  aws_s3_bucket_cors_configuration: ['bucket', 's3: PutBucketCORS GetBucketCORS'],
  aws_s3_bucket_lifecycle_configuration: ['bucket', 's3: PutLifecycleConfiguration GetLifecycleConfiguration'],
  aws_s3_bucket_logging: ['bucket', 's3: PutBucketLogging GetBucketLogging'],
  aws_s3_bucket_notification: ['bucket', 's3: PutBucketNotification GetBucketNotification'],
  aws_s3_bucket_ownership_controls: ['bucket', 's3: PutBucketOwnershipControls GetBucketOwnershipControls'],
  aws_s3_bucket_policy: ['bucket', 's3: PutBucketPolicy GetBucketPolicy DeleteBucketPolicy'],
  aws_s3_bucket_public_access_block: ['bucket', 's3: PutBucketPublicAccessBlock GetBucketPublicAccessBlock'],
  aws_s3_bucket_server_side_encryption_configuration: [
    'bucket',
    's3: PutEncryptionConfiguration GetEncryptionConfiguration',
  ],
  aws_s3_bucket_versioning: ['bucket', 's3: PutBucketVersioning GetBucketVersioning'],
  aws_lambda_function: [
    'function',
    'lambda: CreateFunction GetFunction GetFunctionCodeSigningConfig ListVersionsByFunction UpdateFunctionCode ' +
      'UpdateFunctionConfiguration GetFunctionConfiguration PutFunctionConcurrency DeleteFunctionConcurrency ListTags ' +
      'TagResource UntagResource DeleteFunction',
  ],
  aws_lambda_function_event_invoke_config: [
    'function',
    'lambda: PutFunctionEventInvokeConfig GetFunctionEventInvokeConfig UpdateFunctionEventInvokeConfig ' +
      'DeleteFunctionEventInvokeConfig',
  ],
  aws_lambda_function_recursion_config: ['function', 'lambda: PutFunctionRecursionConfig GetFunctionRecursionConfig'],
  aws_lambda_permission: ['function', 'lambda: AddPermission GetPolicy RemovePermission'],
  aws_iam_role: [
    'role',
    'iam: CreateRole GetRole ListRolePolicies ListAttachedRolePolicies ListRoleTags TagRole UntagRole ' +
      'UpdateAssumeRolePolicy UpdateRole UpdateRoleDescription PutRolePermissionsBoundary PassRole ' +
      'ListInstanceProfilesForRole DeleteRole',
  ],
  aws_iam_role_policy: ['role', 'iam: PutRolePolicy GetRolePolicy DeleteRolePolicy'],
  aws_iam_role_policies_exclusive: ['role', 'iam: ListRolePolicies DeleteRolePolicy'],
  aws_iam_role_policy_attachments_exclusive: ['role', 'iam: ListAttachedRolePolicies DetachRolePolicy'],
  aws_sqs_queue: [
    'queue',
    'sqs: CreateQueue GetQueueUrl GetQueueAttributes SetQueueAttributes ListQueueTags TagQueue UntagQueue DeleteQueue',
  ],
  aws_sqs_queue_policy: ['queue', 'sqs: SetQueueAttributes GetQueueAttributes'],
  aws_sns_topic: [
    'topic',
    'sns: CreateTopic GetTopicAttributes SetTopicAttributes ListTagsForResource TagResource UntagResource DeleteTopic',
  ],
  aws_sns_topic_policy: ['topic', 'sns: SetTopicAttributes GetTopicAttributes'],
  // SNS checks the permission on the topic, not on the subscription.
  aws_sns_topic_subscription: [
    'topic',
    'sns: Subscribe GetSubscriptionAttributes ListSubscriptionsByTopic SetSubscriptionAttributes Unsubscribe',
  ],
  aws_cloudwatch_log_group: [
    'logGroup',
    'logs: CreateLogGroup AssociateKmsKey DisassociateKmsKey PutRetentionPolicy DeleteRetentionPolicy ListTagsForResource TagResource UntagResource ' +
      'DescribeLogGroups DeleteLogGroup',
  ],
  aws_cloudwatch_log_metric_filter: ['logGroup', 'logs: PutMetricFilter DescribeMetricFilters DeleteMetricFilter'],
  aws_cloudwatch_metric_alarm: [
    'alarm',
    'cloudwatch: PutMetricAlarm ListTagsForResource TagResource UntagResource DeleteAlarms',
  ],
  aws_cloudwatch_composite_alarm: [
    'alarm',
    'cloudwatch: PutCompositeAlarm ListTagsForResource TagResource UntagResource DeleteAlarms',
  ],
  aws_cloudwatch_dashboard: ['dashboard', 'cloudwatch: PutDashboard GetDashboard DeleteDashboards'],
  aws_cloudwatch_event_rule: [
    'rule',
    'events: PutRule DescribeRule ListTagsForResource TagResource UntagResource DeleteRule',
  ],
  aws_cloudwatch_event_target: ['rule', 'events: PutTargets ListTargetsByRule RemoveTargets'],
  'data.aws_kms_key': ['alarmKey', 'kms: DescribeKey'],
  'data.aws_s3_bucket': ['bucket', 's3: ListBucket GetBucketLocation'],
  'data.aws_cloudwatch_event_bus': ['eventBus', 'events: DescribeEventBus'],
};

/**
 * Calls that need a permission on everything. Creating a composite alarm checks the permission for DescribeAlarms:
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutCompositeAlarm.html
 */
const callsOnAll: Record<string, string[]> = {
  aws_cloudwatch_metric_alarm: ['cloudwatch:DescribeAlarms'],
  aws_cloudwatch_composite_alarm: ['cloudwatch:DescribeAlarms'],
};

/** Data sources that call nothing, or something that needs no permission. */
const withoutPermission = ['data.aws_iam_policy_document', 'data.aws_caller_identity'];

/** Calls on shared resources or on all of a kind: their permissions cannot be limited to names. */
const unnamed = ['DescribeLogGroups', 'DescribeAlarms', 'DescribeEventBus', 'DescribeKey'];

/**
 * Returns the calls that manage one type of resource of the environment whose names begin with the prefix.
 * @throws {Error} when the type is unknown: add it, and allow its calls to the roles
 */
export function callsOf(type: string, prefix: string, region: string): Call[] {
  if (type === 'aws_kms_key') return logKeyCalls(prefix, region);
  if (deliveryTypes.includes(type)) return deliveryCalls(type, prefix);
  if (withoutPermission.includes(type)) return [];
  const [kind, list] = calls[type] ?? [];
  if (!kind || !list)
    throw new Error(
      `${type} is unknown here: add the calls that manage it, and allow them to the deploy and plan roles`,
    );
  const [service, ...names] = list.split(' ');
  const context = {
    'iam:PermissionsBoundary': `arn:aws:iam::${account}:policy/bootstrap/${prefix}-boundary`,
    'iam:PassedToService': 'lambda.amazonaws.com',
  };
  const resource = arnsOf(prefix, region)[kind];
  const onAll = (callsOnAll[type] ?? []).map((action) => ({ action, resource: '*' }));
  return [...names.map((name) => ({ action: `${service}${name}`, resource, context })), ...onAll];
}

/**
 * Returns the calls that create the key of alarms. Creating a key with a policy has a lockout check: the caller must be allowed to change that policy afterwards. The new key has no
 * tags yet for a condition to match. https://docs.aws.amazon.com/kms/latest/APIReference/API_CreateKey.html
 */
export function callsOfAlarmKey(prefix: string, region: string): Call[] {
  const [project = '', environment = ''] = prefix.split('-');
  const tags = { 'aws:RequestTag/project': project, 'aws:RequestTag/environment': environment };
  return [
    { action: 'kms:CreateKey', resource: '*', context: tags },
    { action: 'kms:PutKeyPolicy', resource: arnsOf(prefix, region).newKey },
    { action: 'kms:EnableKeyRotation', resource: arnsOf(prefix, region).newKey },
  ];
}

/** Returns all calls that manage an environment whose names begin with the prefix. */
export function callsOfAll(prefix: string, region: string): Call[] {
  return [...Object.keys(calls), 'aws_kms_key', ...deliveryTypes].flatMap((type) => callsOf(type, prefix, region));
}

/** Returns all calls on resources whose names begin with the prefix. */
export function callsOnNamed(prefix: string, region: string): Call[] {
  return Object.keys(calls)
    .flatMap((type) => callsOf(type, prefix, region))
    .filter(({ action }) => !unnamed.some((name) => action.endsWith(`:${name}`)));
}

function arnsOf(prefix: string, region: string) {
  const arn = (service: string, resource: string) => `arn:aws:${service}:${region}:${account}:${resource}`;
  return {
    bucket: `arn:aws:s3:::${prefix}-source-${account}-${region}`,
    function: arn('lambda', `function:${prefix}-thumbnail`),
    role: `arn:aws:iam::${account}:role/${prefix}/${prefix}-thumbnail`,
    queue: arn('sqs', `${prefix}-thumbnail-dead-letter`),
    topic: arn('sns', `${prefix}-thumbnail-alarms`),
    logGroup: arn('logs', `log-group:/aws/lambda/${prefix}-thumbnail`),
    alarm: arn('cloudwatch', `alarm:${prefix}-thumbnail-errors`),
    dashboard: `arn:aws:cloudwatch::${account}:dashboard/${prefix}-thumbnail`,
    rule: arn('events', `rule/${prefix}-thumbnail`),
    eventBus: arn('events', 'event-bus/default'),
    /** The stand-in provider calls it this. */
    alarmKey: arn('kms', 'key/key'),
    newKey: arn('kms', 'key/1234abcd'),
  };
}
