import { retention } from '../../../../scripts/review-plan/rules/retention.ts';
import { changed, created, destroyed, testRules } from '../danger-cases.ts';

const retries = 'aws_lambda_function_event_invoke_config.a';
const target = 'aws_cloudwatch_event_target.a';
const policy = (retry: object) => ({ arn: 'a', retry_policy: [retry] });
const lock = (period: object) => ({ rule: [{ default_retention: [period] }] });
const locks = 'aws_s3_bucket_object_lock_configuration';

describe('retention', () => {
  testRules(retention, {
    'log lines': {
      warnsOf: {
        'a log that is kept for less long': {
          change: changed('aws_cloudwatch_log_group.a', { retention_in_days: 0 }, { retention_in_days: 30 }),
          words: /removes log lines earlier: `retention_in_days` `0` → `30`/,
        },
      },
      isQuietAbout: {
        'a log that is kept longer': {
          changes: [changed('aws_cloudwatch_log_group.a', { retention_in_days: 30 }, { retention_in_days: 0 })],
        },
      },
    },
    messages: {
      warnsOf: {
        'messages that are given up earlier': {
          change: changed('aws_sqs_queue.a', { message_retention_seconds: 100 }, { message_retention_seconds: 60 }),
          words: /gives messages up earlier/,
        },
      },
      isQuietAbout: {
        'a new queue, a new function and a new target, whatever they keep': {
          changes: [
            created('aws_sqs_queue.b', { message_retention_seconds: 60, max_message_size: 1024 }),
            created(retries, { function_name: 'a', maximum_retry_attempts: 0, maximum_event_age_in_seconds: 60 }),
            created(target, { rule: 'a', ...policy({ maximum_retry_attempts: 0 }) }),
            created('aws_kms_key.b', { deletion_window_in_days: 7 }),
          ],
        },
      },
    },
    'waiting events': {
      warnsOf: {
        'events that are given up earlier': {
          change: changed(retries, { maximum_event_age_in_seconds: 0 }, { maximum_event_age_in_seconds: 60 }),
          words: /gives events up earlier/,
        },
      },
      isQuietAbout: {
        'the longest time, whether it is set or not': {
          changes: [changed(retries, { maximum_event_age_in_seconds: 0 }, { maximum_event_age_in_seconds: 21_600 })],
        },
      },
    },
    'retries of events': {
      warnsOf: {
        'events that are tried less often': {
          change: changed(retries, { maximum_retry_attempts: null }, { maximum_retry_attempts: 1 }),
          words: /gives events up earlier: `maximum_retry_attempts`/,
        },
      },
      isQuietAbout: {
        'as many retries, whether they are set or not': {
          changes: [
            changed(retries, { maximum_retry_attempts: 2 }, { maximum_retry_attempts: null }),
            changed(retries, { maximum_retry_attempts: null }, { maximum_retry_attempts: 2 }),
          ],
        },
      },
    },
    'events for a target': {
      warnsOf: {
        'events for a target that are given up earlier': {
          change: changed(target, { arn: 'a', retry_policy: [] }, policy({ maximum_event_age_in_seconds: 60 })),
          words: /gives events up earlier: `retry_policy.maximum_event_age_in_seconds` `nothing` → `60`/,
        },
      },
    },
    'retries for a target': {
      warnsOf: {
        'events for a target that are tried less often': {
          change: changed(target, policy({ maximum_retry_attempts: 185 }), policy({ maximum_retry_attempts: 0 })),
          words: /gives events up earlier: `retry_policy.maximum_retry_attempts` `185` → `0`/,
        },
      },
    },
    'a deleted key': {
      warnsOf: {
        'a key that is soon gone': {
          change: changed('aws_kms_key.a', { deletion_window_in_days: null }, { deletion_window_in_days: 7 }),
          words: /leaves less time/,
        },
      },
    },
    'days of a lock': {
      warnsOf: {
        'objects that are locked for less long': {
          change: changed(`${locks}.a`, lock({ days: 30 }), lock({ days: 7 })),
          words: /locks objects for less long: `rule.default_retention.days` `30` → `7`/,
        },
      },
      isQuietAbout: {
        'objects that are locked longer, or as long': {
          changes: [
            changed(`${locks}.a`, lock({ days: 7, years: 0 }), lock({ days: 30 })),
            changed(`${locks}.b`, lock({ days: 7 }), lock({ days: 7, mode: 'COMPLIANCE' })),
          ],
        },
      },
    },
    'years of a lock': {
      warnsOf: {
        'objects that are no longer locked': {
          change: destroyed(`${locks}.a`, lock({ days: 0, years: 1 })),
          words: /^locks objects for less long: `rule.default_retention.years` `1` → `nothing`.$/,
        },
      },
    },
  });
});
