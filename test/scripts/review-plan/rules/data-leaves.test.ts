import { dataLeaves } from '../../../../scripts/review-plan/rules/data-leaves.ts';
import { changed, created, testRules } from '../danger-cases.ts';
import type { GivenChange } from '../plans.ts';

const lambda = (before: object, after: object, more: GivenChange = {}) =>
  changed('aws_lambda_function.thumbnail', before, after, more);
const variables = (variables: object) => ({ environment: [{ variables }] });
const buckets = { SOURCE_BUCKET: 'photos', PROCESSED_BUCKET: 'thumbs' };
const queue = (account: string) => `arn:aws:sqs:eu-west-1:${account}:a`;
const deployed = {
  address: 'aws_sqs_queue.a',
  actions: ['no-op'],
  before: { arn: queue('123456789012') },
  after: { arn: queue('123456789012') },
};
const outcomes = (destination: string | null) => ({
  function_name: 'a',
  destination_config: [{ on_success: destination === null ? [] : [{ destination }] }],
});

describe('dataLeaves', () => {
  testRules(dataLeaves, {
    exit: {
      warnsOf: {
        'new replication': {
          change: created('aws_s3_bucket_replication_configuration.a', { bucket: 'photos' }),
          words: /^copies objects to other buckets\.$/,
        },
        'replication of a new bucket': {
          change: created(
            'aws_s3_bucket_replication_configuration.a',
            { bucket: 'photos' },
            { references: { bucket: ['aws_s3_bucket.a'] } },
          ),
          among: [created('aws_s3_bucket.a')],
          words: /^copies objects/,
        },
        'replication to another bucket': {
          change: changed(
            'aws_s3_bucket_replication_configuration.a',
            { rule: [{ destination: [{ bucket: 'arn:aws:s3:::a' }] }] },
            { rule: [{ destination: [{ bucket: 'arn:aws:s3:::b' }] }] },
          ),
          words: /^copies objects/,
        },
        'a new access point': {
          change: created('aws_s3_access_point.a', { bucket: 'photos' }),
          words: /^is another way to the objects of a bucket/,
        },
        'a new access point in a module': {
          change: created('module.m["a"].aws_s3_access_point.a[0]', { bucket: 'photos' }),
          words: /^is another way/,
        },
        'a new subscription to the log': {
          change: created('aws_cloudwatch_log_subscription_filter.a', { destination_arn: 'arn' }),
          words: /^sends every log line that matches elsewhere/,
        },
        'a new grant of a key': { change: created('aws_kms_grant.a', {}), words: /^lets somebody else use the key/ },
        'a new inventory': { change: created('aws_s3_bucket_inventory.a', {}), words: /^writes a list of all objects/ },
        'a queue whose messages go to another queue': {
          change: created('aws_sqs_queue_redrive_policy.a', { queue_url: 'a' }),
          words: /^moves messages to another queue/,
        },
        'a function that takes the messages of a queue': {
          change: created('aws_lambda_event_source_mapping.a', { function_name: 'a', event_source_arn: 'arn:q' }),
          words: /^takes messages, or events, for a function/,
        },
        'a new access key': { change: created('aws_iam_access_key.a', {}), words: /^is a key to the account/ },
      },
      isQuietAbout: {
        'a way that was there before, or that goes, or whose tags change': {
          changes: [
            changed('aws_s3_access_point.c', { bucket: 'a', tags: {} }, { bucket: 'a', tags: { a: 'b' } }),
            { address: 'aws_s3_access_point.a', actions: ['no-op'], before: { bucket: 'a' }, after: { bucket: 'a' } },
            { address: 'aws_s3_access_point.b', actions: ['delete'], before: { bucket: 'a' } },
            { address: 'aws_kms_grant.a', actions: ['forget'], before: {} },
          ],
        },
      },
    },
    buckets: {
      warnsOf: {
        'another bucket for thumbnails': {
          change: lambda(variables(buckets), variables({ ...buckets, PROCESSED_BUCKET: 'mine' })),
          words: /^works with another bucket: `PROCESSED_BUCKET` `"thumbs"` → `"mine"`\.$/,
        },
        'another bucket for images': {
          change: lambda(variables(buckets), variables({ ...buckets, SOURCE_BUCKET: 'mine' })),
          words: /^works with another bucket: `SOURCE_BUCKET`/,
        },
        'no buckets': {
          change: lambda(variables(buckets), { environment: [] }),
          words: /`PROCESSED_BUCKET` `"thumbs"` → `nothing`/,
        },
        'a bucket that is not known yet': {
          change: lambda(variables(buckets), variables({ SOURCE_BUCKET: 'photos' }), {
            after_unknown: { environment: [{ variables: { PROCESSED_BUCKET: true } }] },
          }),
          words: /`PROCESSED_BUCKET` `"thumbs"` → `\(known after apply\)`/,
        },
        'variables of which none is known yet': {
          change: lambda(
            variables(buckets),
            { environment: [{}] },
            { after_unknown: { environment: [{ variables: true }] } },
          ),
          words: /`PROCESSED_BUCKET` `"thumbs"` → `\(known after apply\)`/,
        },
      },
      isQuietAbout: {
        'variables of the pipeline itself': {
          changes: [
            lambda(variables(buckets), variables({ ...buckets, CACHE_CONTROL: 'public, max-age=1' })),
            lambda(variables({ VARIANTS: '[]' }), variables({ VARIANTS: '[{"name":"a"}]' })),
            created('aws_lambda_function.a', variables(buckets)),
          ],
        },
      },
    },
    mirroring: {
      warnsOf: {
        'thumbnails that outlive their images': {
          change: lambda(variables({ MIRROR_DELETES: 'true' }), variables({ MIRROR_DELETES: 'false' })),
          words: /^keeps the thumbnails of images that are deleted: `MIRROR_DELETES` `"true"` → `"false"`\.$/,
        },
      },
      isQuietAbout: {
        'thumbnails that go with their images from now on': {
          changes: [lambda(variables({ MIRROR_DELETES: 'false' }), variables({ MIRROR_DELETES: 'true' }))],
        },
      },
    },
    'another account': {
      warnsOf: {
        'a queue of another account': {
          change: changed(
            'aws_sns_topic_subscription.a',
            { endpoint: 'arn:a', topic_arn: 'a' },
            { endpoint: queue('210987654321'), topic_arn: 'a' },
          ),
          among: [deployed],
          words: /^names a resource of another account: `arn:aws:sqs:eu-west-1:210987654321:a`\.$/,
        },
        'a new target in another account': {
          change: created('aws_cloudwatch_event_target.a', { rule: 'a', arn: queue('210987654321') }),
          among: [deployed],
          words: /^names a resource of another account/,
        },
        'a function of another account that is notified as well': {
          change: changed(
            'aws_s3_bucket_notification.a',
            { bucket: 'a', lambda_function: [], queue: [] },
            {
              bucket: 'a',
              lambda_function: [],
              queue: [{ queue_arn: queue('210987654321'), events: ['s3:ObjectCreated:*'] }],
            },
          ),
          among: [deployed],
          words: /^names a resource of another account/,
        },
        'a topic of another account, when our account is known from its data source': {
          change: created('aws_cloudwatch_metric_alarm.a', { alarm_actions: ['arn:aws:sns:eu-west-1:210987654321:a'] }),
          plan: {
            prior_state: {
              values: {
                root_module: { resources: [{ type: 'aws_caller_identity', values: { account_id: '123456789012' } }] },
              },
            },
          },
          words: /^names a resource of another account/,
        },
      },
      isQuietAbout: {
        'what belongs to our account, was named before, or is of an account that nothing is known of': {
          changes: [
            created('aws_cloudwatch_event_target.a', { rule: 'a', arn: queue('123456789012') }),
            changed(
              'aws_cloudwatch_event_target.b',
              { rule: 'a', arn: queue('210987654321') },
              { rule: 'a', arn: queue('210987654321'), role_arn: 'arn' },
            ),
          ],
          among: [deployed],
        },
        'an account when ours is not known': {
          changes: [created('aws_cloudwatch_event_target.a', { rule: 'a', arn: queue('210987654321') })],
        },
      },
    },
    'outcomes elsewhere': {
      warnsOf: {
        'outcomes that go elsewhere': {
          change: changed('aws_lambda_function_event_invoke_config.a', outcomes('arn:a'), outcomes('arn:b')),
          words: /^sends the outcomes of uploads elsewhere/,
        },
      },
      isQuietAbout: {
        'outcomes that are sent from now on': {
          changes: [changed('aws_lambda_function_event_invoke_config.a', outcomes(null), outcomes('arn:a'))],
        },
      },
    },
  });
});
