import { changed, created, destroyed, itDoesNotWarnOf, itWarnsOf, replaced } from '../../danger-tables.ts';

const concurrency = (before: number | null, after: number | null) =>
  changed(
    'aws_lambda_function.a',
    { reserved_concurrent_executions: before },
    { reserved_concurrent_executions: after },
  );
const toFunction = { bucket: 'photos', lambda_function: [{ lambda_function_arn: 'arn', events: [] }] };
const deadLetters = { destination_config: [{ on_failure: [{ destination: 'queue' }] }] };
const retries = 'aws_lambda_function_event_invoke_config.a';
const bounded = { permissions_boundary: 'arn:a' };

describe('protections', () => {
  itWarnsOf({
    'versioning that is suspended': {
      change: changed(
        'aws_s3_bucket_versioning.a',
        { versioning_configuration: [{ status: 'Enabled' }] },
        { versioning_configuration: [{ status: 'Suspended' }] },
      ),
      words: /keeps no old versions/,
    },
    'access control lists that count again': {
      change: destroyed('aws_s3_bucket_ownership_controls.a', { rule: [{ object_ownership: 'BucketOwnerEnforced' }] }),
      words: /lets access control lists count/,
    },
    'a role without its permissions boundary': {
      change: changed('aws_iam_role.a', bounded, { permissions_boundary: '' }),
      words: /no longer held to its permissions boundary: `permissions_boundary` `"arn:a"` →/,
    },
    'a user with another permissions boundary': {
      change: changed('aws_iam_user.a', bounded, { permissions_boundary: 'arn:b' }),
      words: /no longer held to its permissions boundary/,
    },
    'a function that may invoke itself': {
      change: changed(
        'aws_lambda_function_recursion_config.a',
        { recursive_loop: 'Terminate' },
        { recursive_loop: 'Allow' },
      ),
      words: /invoke itself/,
    },
    'concurrency without a ceiling': { change: concurrency(10, -1), words: /takes away the ceiling/ },
    'concurrency whose ceiling is dropped': { change: concurrency(10, null), words: /takes away the ceiling/ },
    'ten times the concurrency': { change: concurrency(10, 100), words: /takes away the ceiling/ },
    'concurrency of what somebody has stopped': { change: concurrency(0, 10), words: /takes away the ceiling/ },
    'failed events that are lost': {
      change: changed(retries, deadLetters, { destination_config: [] }),
      words: /keeps failed events no longer/,
    },
    'a function that is told of no uploads': {
      change: destroyed('aws_s3_bucket_notification.a', toFunction),
      words: /no longer tells the function of objects/,
    },
    'a notification that is emptied': {
      change: changed('aws_s3_bucket_notification.a', toFunction, { ...toFunction, lambda_function: [] }),
      words: /no longer tells the function of objects/,
    },
    'an alarm that is destroyed': {
      change: destroyed('aws_cloudwatch_metric_alarm.a', { alarm_name: 'errors' }),
      words: /no longer raises an alarm: `alarm_name` `"errors"` → `nothing`/,
    },
    'a bucket that may be destroyed with its objects': {
      change: changed('aws_s3_bucket.a', { force_destroy: false }, { force_destroy: true }),
      words: /destroyed with all that is in it/,
    },
    'a log that may be deleted': {
      change: changed(
        'aws_cloudwatch_log_group.a',
        { deletion_protection_enabled: true },
        { deletion_protection_enabled: false },
      ),
      words: /loses a protection/,
    },
  });

  itDoesNotWarnOf({
    'a permissions boundary, and what is destroyed with one': {
      changes: [created('aws_iam_role.a', bounded), destroyed('aws_iam_role.b', bounded)],
    },
    'another ceiling of concurrency': {
      changes: [concurrency(10, 99), concurrency(-1, 10), concurrency(0, 9)],
    },
    'what was no better before': {
      changes: [
        created('aws_s3_bucket.a', { force_destroy: true }),
        changed('aws_lambda_function_recursion_config.a', { recursive_loop: 'Allow' }, { recursive_loop: 'Allow' }),
        created('aws_s3_bucket_versioning.a', { versioning_configuration: [{ status: 'Suspended' }] }),
      ],
    },
    'an alarm that is changed or replaced, a function that is destroyed with its ceiling': {
      changes: [
        replaced('aws_cloudwatch_metric_alarm.a', { alarm_name: 'errors' }, { alarm_name: 'failures' }),
        changed('aws_cloudwatch_metric_alarm.b', { threshold: 1 }, { threshold: 2 }),
        destroyed('aws_lambda_function.a', { reserved_concurrent_executions: 10 }),
      ],
    },
    // The provider then goes back to the default, which is Terminate.
    'a recursion config that is destroyed': {
      changes: [destroyed('aws_lambda_function_recursion_config.a', { recursive_loop: 'Terminate' })],
    },
  });
});
