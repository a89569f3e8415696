/** A call to AWS, in the terms of its permission. */
export interface Call {
  action: string;
  resource: string;
  context?: Record<string, string>;
}

const account = '123456789012';

/** The calls by which the AWS provider creates, reads, changes and deletes each type of resource, and the resource of these calls. */
const calls: Record<string, [on: keyof ReturnType<typeof arnsOf>, actions: string]> = {
  aws_s3_bucket: ['bucket', 's3: CreateBucket ListBucket TagResource ListTagsForResource GetBucketAcl DeleteBucket'],
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
      'UpdateFunctionConfiguration PutFunctionConcurrency DeleteFunctionConcurrency TagResource DeleteFunction',
  ],
  aws_lambda_function_event_invoke_config: [
    'function',
    'lambda: PutFunctionEventInvokeConfig GetFunctionEventInvokeConfig DeleteFunctionEventInvokeConfig',
  ],
  aws_lambda_function_recursion_config: ['function', 'lambda: PutFunctionRecursionConfig GetFunctionRecursionConfig'],
  aws_lambda_permission: ['function', 'lambda: AddPermission GetPolicy RemovePermission'],
  aws_iam_role: [
    'role',
    'iam: CreateRole GetRole ListRolePolicies ListAttachedRolePolicies TagRole UpdateAssumeRolePolicy ' +
      'PutRolePermissionsBoundary ListInstanceProfilesForRole DeleteRole',
  ],
  aws_iam_role_policy: ['role', 'iam: PutRolePolicy GetRolePolicy DeleteRolePolicy'],
  aws_sqs_queue: ['queue', 'sqs: CreateQueue GetQueueAttributes SetQueueAttributes ListQueueTags TagQueue DeleteQueue'],
  aws_sqs_queue_policy: ['queue', 'sqs: SetQueueAttributes GetQueueAttributes'],
  aws_sns_topic: [
    'topic',
    'sns: CreateTopic GetTopicAttributes SetTopicAttributes ListTagsForResource TagResource DeleteTopic',
  ],
  aws_sns_topic_policy: ['topic', 'sns: SetTopicAttributes GetTopicAttributes'],
  // SNS checks the permission on the topic, not on the subscription.
  aws_sns_topic_subscription: [
    'topic',
    'sns: Subscribe GetSubscriptionAttributes ListSubscriptionsByTopic SetSubscriptionAttributes Unsubscribe',
  ],
  aws_cloudwatch_log_group: [
    'logGroup',
    'logs: CreateLogGroup PutRetentionPolicy ListTagsForResource TagResource DescribeLogGroups DeleteLogGroup',
  ],
  aws_cloudwatch_log_metric_filter: ['logGroup', 'logs: PutMetricFilter DescribeMetricFilters DeleteMetricFilter'],
  aws_cloudwatch_metric_alarm: [
    'alarm',
    'cloudwatch: PutMetricAlarm DescribeAlarms ListTagsForResource TagResource DeleteAlarms',
  ],
  aws_cloudwatch_dashboard: ['dashboard', 'cloudwatch: PutDashboard GetDashboard DeleteDashboards'],
  aws_kms_key: [
    'key',
    'kms: EnableKeyRotation DescribeKey GetKeyPolicy GetKeyRotationStatus ListResourceTags PutKeyPolicy ScheduleKeyDeletion',
  ],
};

/** Calls on shared resources or on all of a kind: their permissions cannot be limited to names. */
const unnamed = ['EnableKeyRotation', 'DescribeLogGroups', 'DescribeAlarms'];

/**
 * Returns the calls that manage one type of resource of the environment whose names begin with the prefix.
 * @throws {Error} when the type is unknown: add it, and allow its calls to the roles
 */
export function callsOf(type: string, prefix: string, region: string): Call[] {
  const [kind, list] = calls[type] ?? [];
  if (!kind || !list)
    throw new Error(
      `${type} is unknown here: add the calls that manage it, and allow them to the deploy and plan roles`,
    );
  const [service, ...names] = list.split(' ');
  const [project = '', environment = ''] = prefix.split('-');
  const context = {
    'iam:PermissionsBoundary': `arn:aws:iam::${account}:policy/bootstrap/${prefix}-boundary`,
    'aws:ResourceTag/project': project,
    'aws:ResourceTag/environment': environment,
  };
  const resource = arnsOf(prefix, region)[kind];
  return names.map((name) => ({ action: `${service}${name}`, resource, context }));
}

/** Returns all calls on resources whose names begin with the prefix. */
export function callsOnNamed(prefix: string, region: string): Call[] {
  return Object.keys(calls)
    .filter((type) => type !== 'aws_kms_key')
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
    key: arn('kms', 'key/1234abcd'),
  };
}
