import type { Value } from '../values.ts';
import type { Rules } from './rule.ts';
import { setting, shrinks } from './setting.ts';

const invocations = 'aws_lambda_function_event_invoke_config';
const lock = 'aws_s3_bucket_object_lock_configuration';

/** A retention gets shorter. */
export const retention = {
  'log lines': setting({
    type: 'aws_cloudwatch_log_group',
    path: 'retention_in_days',
    isWorse: shrinks(Infinity, 0),
    consequence: 'removes log lines earlier',
  }),
  messages: setting({
    type: 'aws_sqs_queue',
    path: 'message_retention_seconds',
    isWorse: shrinks(1_209_600),
    consequence: 'gives messages up earlier',
  }),
  'waiting events': setting({
    type: invocations,
    path: 'maximum_event_age_in_seconds',
    isWorse: shrinks(21_600, 0),
    consequence: 'gives events up earlier',
  }),
  'retries of events': setting({
    type: invocations,
    path: 'maximum_retry_attempts',
    isWorse: shrinks(2),
    consequence: 'gives events up earlier',
  }),
  'events for a target': setting({
    type: 'aws_cloudwatch_event_target',
    path: 'retry_policy.0.maximum_event_age_in_seconds',
    isWorse: shrinks(86_400, 0),
    consequence: 'gives events up earlier',
  }),
  'retries for a target': setting({
    type: 'aws_cloudwatch_event_target',
    path: 'retry_policy.0.maximum_retry_attempts',
    isWorse: shrinks(185),
    consequence: 'gives events up earlier',
  }),
  'a deleted key': setting({
    type: 'aws_kms_key',
    path: 'deletion_window_in_days',
    isWorse: shrinks(30),
    consequence: 'leaves less time to call a deletion off',
  }),
  'days of a lock': setting({
    type: lock,
    path: 'rule.0.default_retention.0.days',
    isWorse: isShortened,
    consequence: 'locks objects for less long',
  }),
  'years of a lock': setting({
    type: lock,
    path: 'rule.0.default_retention.0.years',
    isWorse: isShortened,
    consequence: 'locks objects for less long',
  }),
} satisfies Rules;

/** The provider writes 0 for the unit that is not used. Without the resource there is no lock. */
function isShortened(before: Value | undefined, after: Value | undefined): boolean {
  return typeof before === 'number' && before > 0 && !(typeof after === 'number' && after >= before);
}
