import { created, destroyed, itDoesNotWarnOf, itWarnsOf } from '../danger-tables.ts';

describe('lossOfContents', () => {
  itWarnsOf({
    'a queue that is destroyed': {
      change: destroyed('aws_sqs_queue.a'),
      words: /destroyed\*\*, and with it its messages/,
    },
    'a bucket that is replaced': {
      change: {
        ...destroyed('aws_s3_bucket.a'),
        actions: ['create', 'delete'],
        after: {},
        replace_paths: [['bucket']],
      },
      words: /made anew\*\*, without its objects, because `bucket` cannot be changed in place\. AWS refuses/,
    },
    'a bucket that is destroyed with its objects': {
      change: destroyed('aws_s3_bucket.a', { force_destroy: true }),
      words: /with it its objects\.$/,
    },
    'a log that is destroyed': { change: destroyed('aws_cloudwatch_log_group.a'), words: /with it its log lines/ },
    'a key that is destroyed': { change: destroyed('aws_kms_key.a'), words: /with it the key, without which/ },
    'a topic that is destroyed': { change: destroyed('aws_sns_topic.a'), words: /with it its subscriptions/ },
  });

  itDoesNotWarnOf({
    'a queue that is created': { changes: [created('aws_sqs_queue.a', { sqs_managed_sse_enabled: true })] },
    'a function that is replaced': { changes: [{ address: 'aws_lambda_function.a', actions: ['delete', 'create'] }] },
    'a bucket that is no longer managed': {
      changes: [{ address: 'aws_s3_bucket.a', actions: ['forget'], before: {} }],
    },
  });
});
