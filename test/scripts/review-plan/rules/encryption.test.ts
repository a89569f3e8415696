import { encryption } from '../../../../scripts/review-plan/rules/encryption.ts';
import { changed, destroyed, testRules } from '../danger-cases.ts';

const ofBucket = 'aws_s3_bucket_server_side_encryption_configuration.photos';
const sse = (sse_algorithm: string, kms_master_key_id: string | null = null) => ({
  rule: [{ apply_server_side_encryption_by_default: [{ sse_algorithm, kms_master_key_id }] }],
});
const key = (account: string, id = 'key/1') => `arn:aws:kms:eu-west-1:${account}:${id}`;
const topicKey = (before: string | null, after: string | null) =>
  changed('aws_sns_topic.a', { kms_master_key_id: before }, { kms_master_key_id: after });

describe('encryption', () => {
  testRules(encryption, {
    algorithm: {
      warnsOf: {
        'encryption with a weaker algorithm': {
          change: changed(ofBucket, sse('aws:kms'), sse('AES256')),
          words: /encrypts objects less well.* `"aws:kms"` → `"AES256"`/,
        },
        'encryption that is destroyed': {
          change: destroyed(ofBucket, sse('AES256')),
          words: /encrypts objects less well/,
        },
      },
      isQuietAbout: {
        'encryption with a key for a bucket that had none': {
          changes: [changed(ofBucket, sse('AES256'), sse('aws:kms', key('1')))],
        },
      },
    },
    "a bucket's key": {
      warnsOf: {
        'a key of its own that a bucket gives up': {
          change: changed(ofBucket, sse('aws:kms', 'arn:key'), sse('aws:kms')),
          words: /no longer encrypted with its own key/,
        },
      },
    },
    kms_master_key_id: {
      warnsOf: {
        'a key of its own that a topic gives up': {
          change: topicKey('key', null),
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
      },
      isQuietAbout: {
        'another key of the same account, the same key of AWS, or what is destroyed with its key': {
          changes: [
            topicKey(key('1'), key('1', 'key/2')),
            topicKey(key('1'), 'alias/mine'),
            topicKey('alias/aws/sns', 'alias/aws/sns'),
          ],
        },
      },
    },
    kms_key_id: {
      warnsOf: {
        'a key of its own that a log gives up': {
          change: changed('aws_cloudwatch_log_group.a', { kms_key_id: key('1') }, { kms_key_id: '' }),
          words: /no longer encrypted with its own key/,
        },
      },
    },
    kms_key_arn: {
      warnsOf: {
        'a key of its own that a function gives up': {
          change: changed('aws_lambda_function.a', { kms_key_arn: key('1') }, { kms_key_arn: '' }),
          words: /no longer encrypted with its own key/,
        },
      },
    },
    'objects of an old key': {
      warnsOf: {
        'another key of the same account for a bucket': {
          change: changed(ofBucket, sse('aws:kms', key('1')), sse('aws:kms', key('1', 'key/2'))),
          words: /^leaves every object .* encrypted with the old key: .* unreadable: .*key\/1"` → `".*key\/2"`\.$/,
        },
        'a bucket that gives its key up for one of S3': {
          change: changed(ofBucket, sse('aws:kms', key('1')), sse('AES256')),
          words: /encrypted with the old key.* unreadable/,
        },
      },
    },
    'queue without a key': {
      warnsOf: {
        'a queue without encryption': {
          change: changed('aws_sqs_queue.a', { sqs_managed_sse_enabled: true }, { sqs_managed_sse_enabled: false }),
          words: /keeps messages unencrypted/,
        },
      },
      isQuietAbout: {
        'a queue with a key of its own': {
          changes: [
            changed(
              'aws_sqs_queue.a',
              { sqs_managed_sse_enabled: true },
              { sqs_managed_sse_enabled: false, kms_master_key_id: 'key' },
            ),
          ],
        },
      },
    },
    'key rotation': {
      warnsOf: {
        'a key that stays the same forever': {
          change: changed('aws_kms_key.a', { enable_key_rotation: true }, { enable_key_rotation: false }),
          words: /keeps the same key forever/,
        },
      },
    },
    'disabled key': {
      warnsOf: {
        'a key that is disabled': {
          change: changed('aws_kms_key.a', { is_enabled: true }, { is_enabled: false }),
          words: /unreadable/,
        },
      },
    },
    'alias of another key': {
      warnsOf: {
        'an alias that names another key': {
          change: changed('aws_kms_alias.a', { target_key_id: 'a' }, { target_key_id: 'b' }),
          words: /^changes the key of everything that names this alias: `target_key_id` `"a"` → `"b"`\.$/,
        },
        'an alias that is destroyed': {
          change: destroyed('aws_kms_alias.a', { target_key_id: 'a' }),
          words: /changes the key of everything that names this alias/,
        },
      },
    },
  });
});
