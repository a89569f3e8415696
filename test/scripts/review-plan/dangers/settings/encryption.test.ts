import { changed, destroyed, itDoesNotWarnOf, itWarnsOf } from '../../danger-tables.ts';

const encryption = 'aws_s3_bucket_server_side_encryption_configuration.photos';
const sse = (sse_algorithm: string, kms_master_key_id: string | null = null) => ({
  rule: [{ apply_server_side_encryption_by_default: [{ sse_algorithm, kms_master_key_id }] }],
});
const key = (account: string, id = 'key/1') => `arn:aws:kms:eu-west-1:${account}:${id}`;
const topicKey = (before: string | null, after: string | null) =>
  changed('aws_sns_topic.a', { kms_master_key_id: before }, { kms_master_key_id: after });

describe('encryption', () => {
  itWarnsOf({
    'encryption with a weaker algorithm': {
      change: changed(encryption, sse('aws:kms'), sse('AES256')),
      words: /encrypts objects less well.* `"aws:kms"` → `"AES256"`/,
    },
    'encryption that is destroyed': {
      change: destroyed(encryption, sse('AES256')),
      words: /encrypts objects less well/,
    },
    'a key of its own that a bucket gives up': {
      change: changed(encryption, sse('aws:kms', 'arn:key'), sse('aws:kms')),
      words: /no longer encrypted with its own key/,
    },
    'a key of its own that a topic gives up': {
      change: topicKey('key', null),
      words: /no longer encrypted with its own key/,
    },
    'a key of its own that a log gives up': {
      change: changed('aws_cloudwatch_log_group.a', { kms_key_id: key('1') }, { kms_key_id: '' }),
      words: /no longer encrypted with its own key/,
    },
    'a key of its own that a function gives up': {
      change: changed('aws_lambda_function.a', { kms_key_arn: key('1') }, { kms_key_arn: '' }),
      words: /no longer encrypted with its own key/,
    },
    'a key of another account': {
      change: topicKey(key('1'), key('2')),
      words: /no longer encrypted with its own key: .*:1:.*:2:/,
    },
    'a key of an account that may be another one': {
      change: topicKey('alias/mine', key('2')),
      words: /no longer encrypted with its own key/,
    },
    'a key that AWS manages': { change: topicKey(key('1'), 'alias/aws/sns'), words: /→ `"alias\/aws\/sns"`/ },
    'a key that AWS manages, by its ARN': {
      change: topicKey(key('1'), key('1', 'alias/aws/sns')),
      words: /no longer encrypted with its own key/,
    },
    'a queue without encryption': {
      change: changed('aws_sqs_queue.a', { sqs_managed_sse_enabled: true }, { sqs_managed_sse_enabled: false }),
      words: /keeps messages unencrypted/,
    },
    'a key that stays the same for ever': {
      change: changed('aws_kms_key.a', { enable_key_rotation: true }, { enable_key_rotation: false }),
      words: /keeps the same key for ever/,
    },
    'a key that is disabled': {
      change: changed('aws_kms_key.a', { is_enabled: true }, { is_enabled: false }),
      words: /unreadable/,
    },
  });

  itDoesNotWarnOf({
    'a queue with a key of its own': {
      changes: [
        changed(
          'aws_sqs_queue.a',
          { sqs_managed_sse_enabled: true },
          { sqs_managed_sse_enabled: false, kms_master_key_id: 'key' },
        ),
      ],
    },
    'another key of the same account, the same key of AWS, or what is destroyed with its key': {
      changes: [
        topicKey(key('1'), key('1', 'key/2')),
        topicKey(key('1'), 'alias/mine'),
        topicKey('alias/aws/sns', 'alias/aws/sns'),
        destroyed('aws_lambda_function.a', { kms_key_arn: key('1') }),
      ],
    },
  });
});
