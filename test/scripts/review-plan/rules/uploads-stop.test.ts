import { uploadsStop } from '../../../../scripts/review-plan/rules/uploads-stop.ts';
import { changed, created, destroyed, replaced, testRules } from '../danger-cases.ts';
import type { GivenChange } from '../plans.ts';

const arn = (name: string) => `arn:aws:lambda:eu-west-1:123456789012:function:${name}`;
const lambda = (before: object, after: object, more: GivenChange = {}) =>
  changed('aws_lambda_function.thumbnail', before, after, more);

const notification = 'aws_s3_bucket_notification.uploads';
const anyCreation = 's3:ObjectCreated:*';
interface Block {
  to?: string;
  events?: string[];
  prefix?: string;
  suffix?: string | null;
}
const to = ({ to = arn('thumbnail'), events = [anyCreation], prefix = '', suffix = '' }: Block = {}) => ({
  lambda_function_arn: to,
  events,
  filter_prefix: prefix,
  filter_suffix: suffix,
});
const notifies = (...blocks: Block[]) => ({ bucket: 'photos', lambda_function: blocks.map(to), queue: [], topic: [] });
const removed = ['s3:ObjectRemoved:*', 's3:LifecycleExpiration:*'];
const loses = /^no longer notifies `".*:thumbnail"` of `s3:ObjectCreated:\*` for every key\.$/;

const retries = 'aws_lambda_function_event_invoke_config.a';
const failures = (destination: string | null) => ({
  function_name: 'thumbnail',
  destination_config: [{ on_failure: [{ destination }] }],
});
const queue = (account: string, name = 'dead') => `arn:aws:sqs:eu-west-1:${account}:${name}`;
const sse = 'aws_s3_bucket_server_side_encryption_configuration.a';
const blocked = (...blocked_encryption_types: string[]) => ({ rule: [{ blocked_encryption_types }] });
const cors = (...allowed_origins: string[]) => ({ cors_rule: [{ allowed_methods: ['PUT'], allowed_origins }] });

describe('uploadsStop', () => {
  testRules(uploadsStop, {
    'notification created': {
      warnsOf: {
        'a notification for a bucket that only a data source knows': {
          change: created(notification, notifies({}), {
            references: { bucket: ['data.aws_s3_bucket.source.id', 'data.aws_s3_bucket.source'] },
          }),
          words: /^replaces every notification that the bucket `"photos"` has, which nobody can see in this plan\.$/,
        },
        'a notification for a bucket that the plan leaves as it is': {
          change: created(notification, notifies({}), { references: { bucket: ['aws_s3_bucket.source'] } }),
          among: [
            { address: 'aws_s3_bucket.source', actions: ['no-op'], before: { id: 'photos' }, after: { id: 'photos' } },
          ],
          words: /^replaces every notification/,
        },
        'a notification for a bucket that is imported': {
          change: created(notification, notifies({}), { references: { bucket: ['aws_s3_bucket.source'] } }),
          among: [{ address: 'aws_s3_bucket.source', before: { id: 'photos' }, after: { id: 'photos', tags: {} } }],
          words: /^replaces every notification/,
        },
        'a notification in a module, for a bucket outside of it': {
          change: created(`module.m["a"].${notification}`, notifies({})),
          words: /^replaces every notification/,
        },
        'a notification that moves to a bucket that is there': {
          change: replaced(notification, notifies({}), { ...notifies({}), bucket: 'others' }),
          words: /moves to `"others"`, and replaces every notification/,
        },
        'a notification for EventBridge alone': {
          change: created(notification, { bucket: 'photos', eventbridge: true }),
          words: /^replaces every notification/,
        },
      },
      isQuietAbout: {
        'a notification for a new bucket': {
          changes: [created(notification, notifies({}), { references: { bucket: ['aws_s3_bucket.source'] } })],
          among: [created('aws_s3_bucket.source', { bucket: 'photos' })],
        },
        'a notification for a new bucket, in a module': {
          changes: [
            created(`module.m.${notification}`, notifies({}), { references: { bucket: ['aws_s3_bucket.source'] } }),
          ],
          among: [created('module.m.aws_s3_bucket.source', { bucket: 'pictures' })],
        },
        'a notification for a new bucket of that name, without a configuration': {
          changes: [{ ...created(notification, notifies({})), isUnconfigured: true }],
          among: [created('aws_s3_bucket.source', { bucket: 'photos' })],
        },
      },
    },
    'notification lost': {
      warnsOf: {
        'a notification that is destroyed': { change: destroyed(notification, notifies({})), words: loses },
        'a notification that is emptied': { change: changed(notification, notifies({}), notifies()), words: loses },
        'new objects that are no longer notified': {
          change: changed(notification, notifies({ events: [anyCreation, ...removed] }), notifies({ events: removed })),
          words: loses,
        },
        'one way to upload that is no longer notified': {
          change: changed(
            notification,
            notifies({}),
            notifies({ events: ['s3:ObjectCreated:Put', 's3:ObjectCreated:Post', 's3:ObjectCreated:Copy'] }),
          ),
          words: loses,
        },
        'removals that are no longer notified': {
          change: changed(notification, notifies({ events: [anyCreation, ...removed] }), notifies({})),
          words: /^no longer notifies .* of `s3:ObjectRemoved:\*`, `s3:LifecycleExpiration:\*` for every key\.$/,
        },
        'a prefix': { change: changed(notification, notifies({}), notifies({ prefix: 'in/' })), words: loses },
        'a suffix': { change: changed(notification, notifies({}), notifies({ suffix: '.jpg' })), words: loses },
        'another prefix': {
          change: changed(notification, notifies({ prefix: 'in/' }), notifies({ prefix: 'out/' })),
          words: /for the keys `in\/\*`\.$/,
        },
        'the second of two functions': {
          change: changed(notification, notifies({}, { to: arn('other') }), notifies({})),
          words: /^no longer notifies `".*:other"` of/,
        },
        'one of two suffixes': {
          change: changed(notification, notifies({ suffix: '.jpg' }, { suffix: '.png' }), notifies({ suffix: '.jpg' })),
          words: /for the keys `\*\.png`\.$/,
        },
        'another function': {
          change: changed(notification, notifies({}), notifies({ to: arn('other') })),
          words: loses,
        },
        'an alias of the function instead of the function': {
          change: changed(notification, notifies({}), notifies({ to: `${arn('thumbnail')}:live` })),
          words: loses,
        },
        'a queue and a topic of others': {
          change: changed(
            notification,
            {
              ...notifies({}),
              queue: [{ queue_arn: 'arn:q', events: [anyCreation] }],
              topic: [{ topic_arn: 'arn:t', events: [anyCreation] }],
            },
            notifies({}),
          ),
          words: /^no longer notifies `"arn:q"` .*\nno longer notifies `"arn:t"`/,
        },
        'EventBridge that is no longer notified': {
          change: changed(notification, { ...notifies(), eventbridge: true }, { ...notifies(), eventbridge: false }),
          words: /^no longer notifies `"EventBridge"` of `s3:\*` for every key\.$/,
        },
        'a notification whose function is not known yet': {
          change: changed(
            notification,
            notifies({}),
            { ...notifies({}), lambda_function: [{ ...to({}), lambda_function_arn: null }] },
            {
              after_unknown: { lambda_function: [{ lambda_function_arn: true }] },
            },
          ),
          words: /^cannot be checked: who is notified is known only after apply\.$/,
        },
        'a notification of which nothing is known': {
          change: changed(
            notification,
            notifies({}),
            { bucket: 'photos' },
            { after_unknown: { lambda_function: true } },
          ),
          words: /^cannot be checked: who is notified/,
        },
        'an event that goes, however little is known of the function': {
          change: changed(
            notification,
            notifies({}),
            { ...notifies(), lambda_function: [{ events: removed }] },
            {
              after_unknown: { lambda_function: [{ lambda_function_arn: true }] },
            },
          ),
          words: loses,
        },
        'a notification in an instance of a module': {
          change: changed(`module.m["a"].${notification}[0]`, notifies({}), notifies()),
          words: loses,
        },
        'expiration that is notified less in a bucket without versions': {
          change: changed(
            notification,
            notifies({ events: ['s3:LifecycleExpiration:*'] }),
            notifies({ events: ['s3:LifecycleExpiration:DeleteMarkerCreated'] }),
          ),
          words: /of `s3:LifecycleExpiration:\*`/,
        },
      },
      isQuietAbout: {
        'events, functions and filters that are written otherwise': {
          changes: [
            changed(
              notification,
              notifies({ prefix: 'in/', suffix: '.jpg' }),
              notifies({ suffix: null }, { to: arn('other') }),
            ),
            changed(notification, notifies({ events: [...removed, anyCreation] }), notifies({}, { events: removed })),
            changed(
              notification,
              notifies({}),
              notifies({
                events: ['Put', 'Post', 'Copy', 'CompleteMultipartUpload'].map((kind) => `s3:ObjectCreated:${kind}`),
              }),
            ),
            changed(notification, notifies({ events: ['s3:ObjectCreated:Put'] }), notifies({})),
          ],
        },
        'a notification that is destroyed with its bucket': {
          changes: [destroyed(notification, notifies({}))],
          among: [destroyed('aws_s3_bucket.photos', { id: 'photos' })],
        },
        'a notification that Terraform forgets': {
          changes: [{ ...destroyed(notification, notifies({})), actions: ['forget'] }],
        },
        'old versions, in a bucket that keeps versions from now on': {
          changes: [
            changed(
              notification,
              notifies({ events: ['s3:LifecycleExpiration:*'] }),
              notifies({ events: ['s3:LifecycleExpiration:DeleteMarkerCreated'] }),
            ),
          ],
          among: [
            created('aws_s3_bucket_versioning.a', {
              bucket: 'photos',
              versioning_configuration: [{ status: 'Enabled' }],
            }),
          ],
        },
      },
    },
    'no concurrency': {
      warnsOf: {
        'a function that is stopped': {
          change: lambda({ reserved_concurrent_executions: 10 }, { reserved_concurrent_executions: 0 }),
          words: /^stops the function: .* `reserved_concurrent_executions` `10` → `0`\.$/,
        },
        'an unreserved function that is stopped': {
          change: lambda({ reserved_concurrent_executions: -1 }, { reserved_concurrent_executions: 0 }),
          words: /^stops the function/,
        },
        'a new function that never runs': {
          change: created('aws_lambda_function.a', { reserved_concurrent_executions: 0 }),
          words: /^stops the function/,
        },
      },
      isQuietAbout: {
        'less concurrency': {
          changes: [lambda({ reserved_concurrent_executions: 10 }, { reserved_concurrent_executions: 1 })],
        },
      },
    },
    timeout: {
      warnsOf: {
        'a timeout of a second': {
          change: lambda({ timeout: 30 }, { timeout: 1 }),
          words: /^leaves too little time.*`30` → `1`/,
        },
        'the default timeout': { change: lambda({ timeout: 30 }, { timeout: null }), words: /`30` → `nothing`/ },
        'a timeout too short to read and write': {
          change: lambda({ timeout: 12 }, { timeout: 8 }),
          words: /`12` → `8`/,
        },
      },
      isQuietAbout: {
        'a longer timeout, a slightly shorter one, and a new function': {
          changes: [
            lambda({ timeout: 30 }, { timeout: 60 }),
            lambda({ timeout: 30 }, { timeout: 20 }),
            created('aws_lambda_function.a', { timeout: 3 }),
          ],
        },
      },
    },
    memory: {
      warnsOf: {
        'the least memory': {
          change: lambda({ memory_size: 1769 }, { memory_size: 128 }),
          words: /^leaves too little memory.* `memory_size` `1769` → `128`/,
        },
      },
      isQuietAbout: {
        'more memory, or slightly less': {
          changes: [
            lambda({ memory_size: 1769 }, { memory_size: 3008 }),
            lambda({ memory_size: 3008 }, { memory_size: 1769 }),
          ],
        },
      },
    },
    handler: {
      warnsOf: {
        'another handler': {
          change: lambda({ handler: 'index.handler' }, { handler: 'other.handler' }),
          words: /^starts at another place in the code/,
        },
      },
    },
    runtime: {
      warnsOf: {
        'another language': {
          change: lambda({ runtime: 'nodejs24.x' }, { runtime: 'python3.13' }),
          words: /another language/,
        },
      },
      isQuietAbout: {
        'a newer Node.js': { changes: [lambda({ runtime: 'nodejs24.x' }, { runtime: 'nodejs26.x' })] },
      },
    },
    architecture: {
      warnsOf: {
        'another processor': {
          change: lambda({ architectures: ['arm64'] }, { architectures: ['x86_64'] }),
          words: /^runs on another processor/,
        },
      },
    },
    network: {
      warnsOf: {
        'a network without a way to S3': {
          change: lambda({ vpc_config: [] }, { vpc_config: [{ subnet_ids: ['subnet-1'] }] }),
          words: /^moves the function into a network/,
        },
      },
      isQuietAbout: {
        'a new function in a network': {
          changes: [created('aws_lambda_function.a', { vpc_config: [{ subnet_ids: ['subnet-1'] }] })],
        },
      },
    },
    role: {
      warnsOf: {
        'another role': { change: lambda({ role: 'arn:a' }, { role: 'arn:b' }), words: /works? in another role/ },
      },
    },
    'role destroyed': {
      warnsOf: {
        'a role that a function still has': {
          change: destroyed('aws_iam_role.a', { arn: 'arn:a', id: 'a' }),
          among: [
            {
              address: 'aws_lambda_function.a',
              actions: ['no-op'],
              before: { role: 'arn:a' },
              after: { role: 'arn:a' },
            },
          ],
          words: /^is the role that `aws_lambda_function\.a` works in\.$/,
        },
      },
      isQuietAbout: {
        'a role that goes with its function': {
          changes: [destroyed('aws_iam_role.a', { arn: 'arn:a', id: 'a' })],
          among: [destroyed('aws_lambda_function.a', { role: 'arn:a' })],
        },
      },
    },
    'failed events lost': {
      warnsOf: {
        'failed events that go nowhere': {
          change: changed(retries, failures(queue('123456789012')), {
            function_name: 'thumbnail',
            destination_config: [],
          }),
          words: /^no longer keeps failed events/,
        },
        'the configuration that is destroyed': {
          change: destroyed(retries, failures(queue('123456789012'))),
          words: /^no longer keeps failed events/,
        },
      },
    },
    'failed events elsewhere': {
      warnsOf: {
        'another queue': {
          change: changed(retries, failures(queue('123456789012')), failures(queue('123456789012', 'other'))),
          words: /^sends failed events elsewhere/,
        },
        'the queue of another account': {
          change: changed(retries, failures(queue('123456789012')), failures(queue('210987654321'))),
          words: /^sends failed events elsewhere.*:123456789012:.*:210987654321:/,
        },
        'a queue that is not known yet': {
          change: changed(
            retries,
            failures(queue('123456789012')),
            { function_name: 'thumbnail', destination_config: [{ on_failure: [{}] }] },
            { after_unknown: { destination_config: [{ on_failure: [{ destination: true }] }] } },
          ),
          words: /^cannot be checked: `destination_config.on_failure.destination`/,
        },
      },
      isQuietAbout: {
        'failed events that are kept from now on': {
          changes: [changed(retries, failures(null), failures(queue('123456789012')))],
        },
      },
    },
    'dead letters lost': {
      warnsOf: {
        "a function's dead letters that go nowhere": {
          change: lambda({ dead_letter_config: [{ target_arn: queue('123456789012') }] }, { dead_letter_config: [] }),
          words: /^no longer keeps failed events where it did/,
        },
      },
    },
    'dead letters of a target lost': {
      warnsOf: {
        "a target's dead letters that go nowhere": {
          change: changed(
            'aws_cloudwatch_event_target.a',
            { dead_letter_config: [{ arn: queue('123456789012') }] },
            { dead_letter_config: [] },
          ),
          words: /^no longer keeps failed events where it did/,
        },
        "a target's dead letters that go elsewhere": {
          change: changed(
            'aws_cloudwatch_event_target.a',
            { dead_letter_config: [{ arn: queue('123456789012') }] },
            { dead_letter_config: [{ arn: queue('210987654321') }] },
          ),
          words: /^no longer keeps failed events where it did/,
        },
      },
    },
    'size of messages': {
      warnsOf: {
        'a queue that takes small messages alone': {
          change: changed('aws_sqs_queue.a', { max_message_size: 262_144 }, { max_message_size: 1024 }),
          words: /^takes no failed event that is larger/,
        },
      },
    },
    'SSE-C': {
      warnsOf: {
        "uploads with the sender's own key": {
          change: changed(sse, blocked('SSE-C'), blocked('NONE')),
          words: /^accepts uploads that are encrypted with the sender's own key/,
        },
        'uploads with any key': { change: changed(sse, blocked('SSE-C'), blocked()), words: /^accepts uploads/ },
      },
      isQuietAbout: {
        "uploads with the sender's own key that are blocked from now on": {
          changes: [changed(sse, blocked(), blocked('SSE-C')), created(sse, blocked('SSE-C'))],
        },
      },
    },
    'requester pays': {
      warnsOf: {
        'a bucket whose users have to pay': {
          change: created('aws_s3_bucket_request_payment_configuration.a', { bucket: 'photos', payer: 'Requester' }),
          words: /^refuses every request that does not offer to pay/,
        },
      },
    },
    'uploads from web pages': {
      warnsOf: {
        'a page that may no longer upload': {
          change: changed(
            'aws_s3_bucket_cors_configuration.a',
            cors('https://a.example', 'https://b.example'),
            cors('https://a.example'),
          ),
          words: /^no longer lets the pages of `https:\/\/b\.example` use the bucket\.$/,
        },
        'pages that may no longer upload': {
          change: destroyed('aws_s3_bucket_cors_configuration.a', { bucket: 'photos', ...cors('https://a.example') }),
          words: /`https:\/\/a\.example`/,
        },
      },
      isQuietAbout: {
        'one page more': {
          changes: [
            changed(
              'aws_s3_bucket_cors_configuration.a',
              cors('https://a.example'),
              cors('https://a.example', 'https://b.example'),
            ),
          ],
        },
      },
    },
  });
});
