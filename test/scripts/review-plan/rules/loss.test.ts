import { loss } from '../../../../scripts/review-plan/rules/loss.ts';
import { created, destroyed, testRules } from '../danger-cases.ts';

const recreated = (address: string, ...actions: string[]) => ({ ...destroyed(address), actions, after: {} });
const forgotten = (address: string) => ({ address, actions: ['forget'], before: {} });

describe('loss', () => {
  testRules(loss, {
    destruction: {
      warnsOf: {
        'a queue that is destroyed': {
          change: destroyed('aws_sqs_queue.a'),
          words: /destroyed\*\*, and with it its messages/,
        },
        'a bucket that is replaced': {
          change: { ...recreated('aws_s3_bucket.a', 'create', 'delete'), replace_paths: [['bucket']] },
          words: /recreated\*\*, without its objects, because `bucket` cannot be changed in place\. AWS refuses/,
        },
        'a bucket that is destroyed with its objects': {
          change: destroyed('aws_s3_bucket.a', { force_destroy: true }),
          words: /with it its objects\.$/,
        },
        'a log that is destroyed': { change: destroyed('aws_cloudwatch_log_group.a'), words: /with it its log lines/ },
        'a key that is destroyed': { change: destroyed('aws_kms_key.a'), words: /with it the key, without which/ },
        'a topic that is destroyed': { change: destroyed('aws_sns_topic.a'), words: /with it its subscriptions/ },
        'a function that is destroyed': {
          change: destroyed('aws_lambda_function.a'),
          words: /destroyed\*\*, and with it the events of up to six hours that wait in its queue\.$/,
        },
        'a function that is replaced': {
          change: { ...recreated('aws_lambda_function.a', 'delete', 'create'), replace_paths: [['function_name']] },
          words: /recreated\*\*, without the events .* because `function_name` cannot be changed in place\.$/,
        },
        'a distribution that is destroyed': {
          change: destroyed('aws_cloudfront_distribution.a'),
          words: /with it its address, which web pages name/,
        },
        'a bucket in an instance of a module': {
          change: destroyed('module.m["a"].aws_s3_bucket.a[0]', { force_destroy: true }),
          words: /with it its objects\.$/,
        },
        'a bucket that is recreated while Terraform forgets the old one': {
          change: { ...recreated('aws_s3_bucket.a', 'create', 'forget'), replace_paths: [['bucket']] },
          words:
            /^would be \*\*recreated\*\*, without its objects, because `bucket` .* The old one stays, unmanaged\.$/,
        },
        'the same in the words of OpenTofu': {
          change: recreated('aws_s3_bucket.a', 'forget', 'create'),
          words: /^would be \*\*recreated\*\*, without its objects\. The old one stays, unmanaged\.$/,
        },
      },
      isQuietAbout: {
        'a queue that is created': { changes: [created('aws_sqs_queue.a', { sqs_managed_sse_enabled: true })] },
        'a dashboard that is destroyed': { changes: [destroyed('aws_cloudwatch_dashboard.a')] },
      },
    },
    forgetting: {
      warnsOf: {
        'a bucket that is no longer managed': {
          change: forgotten('aws_s3_bucket.source'),
          words: /^would no longer be \*\*managed\*\*: it stays as it is/,
        },
        'a queue that is no longer managed': {
          change: forgotten('aws_sqs_queue.a'),
          words: /no longer be \*\*managed/,
        },
        'a function that is no longer managed': {
          change: forgotten('aws_lambda_function.a'),
          words: /no longer be \*\*managed/,
        },
        'a role that is no longer managed': { change: forgotten('aws_iam_role.a'), words: /no longer be \*\*managed/ },
      },
      isQuietAbout: {
        'a dashboard that is no longer managed': { changes: [forgotten('aws_cloudwatch_dashboard.a')] },
      },
    },
  });
});
