import { changed, destroyed, itDoesNotWarnOf, itWarnsOf } from '../../danger-tables.ts';

const retries = 'aws_lambda_function_event_invoke_config.a';
const lock = (period: object) => ({ rule: [{ default_retention: [period] }] });

describe('retention', () => {
  itWarnsOf({
    'a log that is kept for less long': {
      change: changed('aws_cloudwatch_log_group.a', { retention_in_days: 0 }, { retention_in_days: 30 }),
      words: /removes log lines earlier: `retention_in_days` `0` → `30`/,
    },
    'messages that are given up earlier': {
      change: changed('aws_sqs_queue.a', { message_retention_seconds: 100 }, { message_retention_seconds: 60 }),
      words: /gives messages up earlier/,
    },
    'events that are given up earlier': {
      change: changed(retries, { maximum_event_age_in_seconds: 0 }, { maximum_event_age_in_seconds: 60 }),
      words: /gives events up earlier/,
    },
    'events that are tried less often': {
      change: changed(retries, { maximum_retry_attempts: null }, { maximum_retry_attempts: 1 }),
      words: /gives events up earlier: `maximum_retry_attempts`/,
    },
    'a key that is soon gone': {
      change: changed('aws_kms_key.a', { deletion_window_in_days: null }, { deletion_window_in_days: 7 }),
      words: /leaves less time/,
    },
    'objects that are locked for less long': {
      change: changed('aws_s3_bucket_object_lock_configuration.a', lock({ days: 30 }), lock({ days: 7 })),
      words: /locks objects for less long: `rule.default_retention.days` `30` → `7`/,
    },
    'objects that are no longer locked': {
      change: destroyed('aws_s3_bucket_object_lock_configuration.a', lock({ days: 0, years: 1 })),
      words: /^locks objects for less long: `rule.default_retention.years` `1` → `nothing`.$/,
    },
  });

  itDoesNotWarnOf({
    'a log that is kept longer': {
      changes: [changed('aws_cloudwatch_log_group.a', { retention_in_days: 30 }, { retention_in_days: 0 })],
    },
    'the longest time, whether it is set or not': {
      changes: [
        changed(retries, { maximum_event_age_in_seconds: 0 }, { maximum_event_age_in_seconds: 21_600 }),
        changed(retries, { maximum_retry_attempts: 2 }, { maximum_retry_attempts: null }),
        changed(retries, { maximum_retry_attempts: null }, { maximum_retry_attempts: 2 }),
      ],
    },
    'objects that are locked longer, or as long': {
      changes: [
        changed('aws_s3_bucket_object_lock_configuration.a', lock({ days: 7, years: 0 }), lock({ days: 30 })),
        changed('aws_s3_bucket_object_lock_configuration.b', lock({ days: 7 }), lock({ days: 7, mode: 'COMPLIANCE' })),
      ],
    },
  });
});
