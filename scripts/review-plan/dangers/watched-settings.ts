import { type Attributes, isEmpty, type Value } from '../values.ts';

/** An attribute that may not get worse unnoticed. */
export interface Setting {
  /** Any type of resource that has it when left out. */
  type?: string;
  path: string;
  /** `before` is `undefined` when the resource is created, `after` when it is destroyed; null says that it is not set. */
  isWorse: (before: Value | undefined, after: Value | undefined, resource: Attributes | undefined) => boolean;
  consequence: string;
}

const turnedOff: Setting['isWorse'] = (before, after) => before === true && after !== true && after !== undefined;
const takenAway: Setting['isWorse'] = (before, after) => !isEmpty(before) && after !== undefined && isEmpty(after);

/** @param forever the number that means that nothing is ever removed, as when there is none. */
function shrinks(forever?: number): Setting['isWorse'] {
  const length = (value: Value | undefined) =>
    forever !== undefined && (value === null || value === forever) ? Infinity : value;
  return (before, after) => {
    const [was, is] = [length(before), length(after)];
    return typeof was === 'number' && typeof is === 'number' && is < was;
  };
}

const algorithms = ['AES256', 'aws:kms', 'aws:kms:dsse'];

const retention: Setting[] = [
  {
    type: 'aws_cloudwatch_log_group',
    path: 'retention_in_days',
    isWorse: shrinks(0),
    consequence: 'removes log lines earlier',
  },
  {
    type: 'aws_sqs_queue',
    path: 'message_retention_seconds',
    isWorse: shrinks(),
    consequence: 'gives messages up earlier',
  },
  {
    type: 'aws_lambda_function_event_invoke_config',
    path: 'maximum_event_age_in_seconds',
    isWorse: shrinks(),
    consequence: 'gives events up earlier',
  },
  {
    type: 'aws_kms_key',
    path: 'deletion_window_in_days',
    isWorse: shrinks(),
    consequence: 'leaves less time to call a deletion off',
  },
  {
    type: 'aws_secretsmanager_secret',
    path: 'recovery_window_in_days',
    isWorse: shrinks(),
    consequence: 'leaves less time to call a deletion off',
  },
];

const encryption: Setting[] = [
  {
    type: 'aws_s3_bucket_server_side_encryption_configuration',
    path: 'rule.0.apply_server_side_encryption_by_default.0.sse_algorithm',
    isWorse: (before, after) => algorithms.indexOf(String(after)) < algorithms.indexOf(String(before)),
    consequence: 'encrypts objects less well, or not as configured',
  },
  ...[
    'kms_master_key_id',
    'kms_key_id',
    'kms_key_arn',
    'server_side_encryption.0.kms_key_arn',
    'rule.0.apply_server_side_encryption_by_default.0.kms_master_key_id',
  ].map((path) => ({ path, isWorse: takenAway, consequence: 'is no longer encrypted with its own key' })),
  {
    type: 'aws_sqs_queue',
    path: 'sqs_managed_sse_enabled',
    isWorse: (before, after, queue) => after === false && before !== false && isEmpty(queue?.['kms_master_key_id']),
    consequence: 'keeps messages unencrypted',
  },
  { type: 'aws_kms_key', path: 'enable_key_rotation', isWorse: turnedOff, consequence: 'keeps the same key for ever' },
  {
    type: 'aws_kms_key',
    path: 'is_enabled',
    isWorse: turnedOff,
    consequence: 'makes all that it encrypted unreadable',
  },
];

const protections: Setting[] = [
  {
    type: 'aws_s3_bucket_versioning',
    path: 'versioning_configuration.0.status',
    isWorse: (before, after) => before === 'Enabled' && after !== 'Enabled',
    consequence: 'keeps no old versions: what is overwritten or deleted is gone',
  },
  {
    type: 'aws_s3_bucket_ownership_controls',
    path: 'rule.0.object_ownership',
    isWorse: (before, after) => before === 'BucketOwnerEnforced' && after !== before,
    consequence: 'lets access control lists count again',
  },
  {
    type: 'aws_lambda_function_recursion_config',
    path: 'recursive_loop',
    isWorse: (before, after) => before !== 'Allow' && after === 'Allow',
    consequence: 'lets the function invoke itself without end',
  },
  {
    type: 'aws_lambda_function',
    path: 'reserved_concurrent_executions',
    isWorse: (before, after) =>
      typeof before === 'number' && before >= 0 && (after === null || (typeof after === 'number' && after < 0)),
    consequence: 'takes away the ceiling of concurrency, and so of spending',
  },
  {
    type: 'aws_lambda_function_event_invoke_config',
    path: 'destination_config.0.on_failure.0.destination',
    isWorse: (before, after) => !isEmpty(before) && isEmpty(after),
    consequence: 'keeps failed events no longer',
  },
  {
    path: 'force_destroy',
    isWorse: (before, after) => before !== undefined && before !== true && after === true,
    consequence: 'can from now on be destroyed with all that is in it',
  },
  ...['deletion_protection', 'deletion_protection_enabled', 'point_in_time_recovery.0.enabled'].map((path) => ({
    path,
    isWorse: turnedOff,
    consequence: 'loses a protection',
  })),
];

export const watchedSettings = [...retention, ...encryption, ...protections];
