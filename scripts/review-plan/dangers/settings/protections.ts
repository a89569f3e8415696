import { isEmpty } from '../../values.ts';
import { type Setting, turnedOff } from './setting.ts';

const lost: Setting['isWorse'] = (before, after) => !isEmpty(before) && isEmpty(after);

/** What is ten times as much is no longer a tuning, but no ceiling. */
const lifted: Setting['isWorse'] = (before, after) => {
  if (typeof before !== 'number' || before < 0 || after === undefined) return false;
  const ceiling = typeof after === 'number' && after >= 0 ? after : Infinity;
  return ceiling >= 10 * Math.max(before, 1);
};

export const protections: Setting[] = [
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
    path: 'permissions_boundary',
    isWorse: (before, after) => !isEmpty(before) && after !== undefined && after !== before,
    consequence: 'is no longer held to its permissions boundary',
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
    isWorse: lifted,
    consequence: 'takes away the ceiling of concurrency, and so of spending',
  },
  {
    type: 'aws_lambda_function_event_invoke_config',
    path: 'destination_config.0.on_failure.0.destination',
    isWorse: lost,
    consequence: 'keeps failed events no longer',
  },
  {
    type: 'aws_s3_bucket_notification',
    path: 'lambda_function.0.lambda_function_arn',
    isWorse: lost,
    consequence: 'no longer tells the function of objects',
  },
  {
    type: 'aws_cloudwatch_metric_alarm',
    path: 'alarm_name',
    isWorse: lost,
    consequence: 'no longer raises an alarm',
  },
  {
    path: 'force_destroy',
    isWorse: (before, after) => before !== undefined && before !== true && after === true,
    consequence: 'can from now on be destroyed with all that is in it',
  },
  {
    type: 'aws_cloudwatch_log_group',
    path: 'deletion_protection_enabled',
    isWorse: turnedOff,
    consequence: 'loses a protection',
  },
];
