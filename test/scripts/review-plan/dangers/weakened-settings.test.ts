import { changed, destroyed, itDoesNotWarnOf, itWarnsOf } from '../danger-tables.ts';

const encryption = 'aws_s3_bucket_server_side_encryption_configuration.photos';
const sse = (sse_algorithm: string, kms_master_key_id: string | null = null) => ({
  rule: [{ apply_server_side_encryption_by_default: [{ sse_algorithm, kms_master_key_id }] }],
});

describe('weakenedSettings', () => {
  itWarnsOf({
    'a log that is kept for less long': {
      change: changed('aws_cloudwatch_log_group.a', { retention_in_days: 0 }, { retention_in_days: 30 }),
      words: /removes log lines earlier: `retention_in_days` `0` → `30`/,
    },
    'a retention that becomes unknown': {
      change: changed(
        'aws_cloudwatch_log_group.a',
        { retention_in_days: 30 },
        {},
        { after_unknown: { retention_in_days: true } },
      ),
      words: /cannot be checked: `retention_in_days` was `30`, and is `\(known after apply\)`/,
    },
    'encryption with a weaker algorithm': {
      change: changed(encryption, sse('aws:kms'), sse('AES256')),
      words: /encrypts objects less well.* `"aws:kms"` → `"AES256"`/,
    },
    'encryption that is destroyed': {
      change: destroyed(encryption, sse('AES256')),
      words: /encrypts objects less well/,
    },
    'a key of its own that is given up': {
      change: changed(encryption, sse('aws:kms', 'arn:key'), sse('aws:kms')),
      words: /no longer encrypted with its own key/,
    },
    'a queue without encryption': {
      change: changed('aws_sqs_queue.a', { sqs_managed_sse_enabled: true }, { sqs_managed_sse_enabled: false }),
      words: /keeps messages unencrypted/,
    },
    'versioning that is suspended': {
      change: changed(
        'aws_s3_bucket_versioning.a',
        { versioning_configuration: [{ status: 'Enabled' }] },
        { versioning_configuration: [{ status: 'Suspended' }] },
      ),
      words: /keeps no old versions/,
    },
    'a function that may invoke itself': {
      change: changed(
        'aws_lambda_function_recursion_config.a',
        { recursive_loop: 'Terminate' },
        { recursive_loop: 'Allow' },
      ),
      words: /invoke itself/,
    },
    'concurrency without a ceiling': {
      change: changed(
        'aws_lambda_function.a',
        { reserved_concurrent_executions: 10 },
        { reserved_concurrent_executions: -1 },
      ),
      words: /takes away the ceiling/,
    },
    'a bucket that may be destroyed with its objects': {
      change: changed('aws_s3_bucket.a', { force_destroy: false }, { force_destroy: true }),
      words: /destroyed with all that is in it/,
    },
  });

  itDoesNotWarnOf({
    'a log that is kept longer': {
      changes: [changed('aws_cloudwatch_log_group.a', { retention_in_days: 30 }, { retention_in_days: 0 })],
    },
    'a queue with a key of its own': {
      changes: [
        changed(
          'aws_sqs_queue.a',
          { sqs_managed_sse_enabled: true },
          { sqs_managed_sse_enabled: false, kms_master_key_id: 'key' },
        ),
      ],
    },
  });
});
