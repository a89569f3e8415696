import type { Value } from '../../values.ts';
import type { Setting } from './setting.ts';

/**
 * @param longest how long it is when it is not set
 * @param unset the number that says so as well
 */
function shrinks(longest: number, unset?: number): Setting['isWorse'] {
  const length = (value: Value | undefined) => (value === null || value === unset ? longest : value);
  return (before, after) => {
    const [was, is] = [length(before), length(after)];
    return typeof was === 'number' && typeof is === 'number' && is < was;
  };
}

export const retention: Setting[] = [
  {
    type: 'aws_cloudwatch_log_group',
    path: 'retention_in_days',
    isWorse: shrinks(Infinity, 0),
    consequence: 'removes log lines earlier',
  },
  {
    type: 'aws_sqs_queue',
    path: 'message_retention_seconds',
    isWorse: shrinks(1_209_600),
    consequence: 'gives messages up earlier',
  },
  {
    type: 'aws_lambda_function_event_invoke_config',
    path: 'maximum_event_age_in_seconds',
    isWorse: shrinks(21_600, 0),
    consequence: 'gives events up earlier',
  },
  {
    type: 'aws_lambda_function_event_invoke_config',
    path: 'maximum_retry_attempts',
    isWorse: shrinks(2),
    consequence: 'gives events up earlier',
  },
  {
    type: 'aws_kms_key',
    path: 'deletion_window_in_days',
    isWorse: shrinks(30),
    consequence: 'leaves less time to call a deletion off',
  },
  ...['days', 'years'].map((unit) => ({
    type: 'aws_s3_bucket_object_lock_configuration',
    path: `rule.0.default_retention.0.${unit}`,
    isWorse: (before: Value | undefined, after: Value | undefined) =>
      typeof before === 'number' && before > 0 && !(typeof after === 'number' && after >= before),
    consequence: 'locks objects for less long',
  })),
];
