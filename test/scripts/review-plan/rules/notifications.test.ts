import { notifications } from '../../../../scripts/review-plan/rules/notifications.ts';
import { changed, created, destroyed, replaced, testRules } from '../danger-cases.ts';

const arn = (name: string) => `arn:aws:lambda:eu-west-1:123456789012:function:${name}`;
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

const schedule = 'aws_cloudwatch_event_rule.probe';
const scheduled = { name: 'probe', schedule_expression: 'rate(5 minutes)' };
const fromRule = { statement_id: 'a', source_arn: 'arn:aws:events:eu-west-1:123456789012:rule/probe' };
const missesRun = /^is absent for a moment while it is replaced: a run meanwhile may be left out\.$/;

describe('notifications', () => {
  testRules(notifications, {
    replaced: {
      warnsOf: {
        'a notification for a bucket that only a data source knows': {
          change: created(notification, notifies({}), {
            references: { bucket: ['data.aws_s3_bucket.source.id', 'data.aws_s3_bucket.source'] },
          }),
          words: /^replaces all notifications that the bucket `"photos"` has, and this plan does not show them\.$/,
        },
        'a notification for a bucket that the plan leaves as it is': {
          change: created(notification, notifies({}), { references: { bucket: ['aws_s3_bucket.source'] } }),
          among: [
            { address: 'aws_s3_bucket.source', actions: ['no-op'], before: { id: 'photos' }, after: { id: 'photos' } },
          ],
          words: /^replaces all notifications/,
        },
        'a notification for a bucket that is imported': {
          change: created(notification, notifies({}), { references: { bucket: ['aws_s3_bucket.source'] } }),
          among: [{ address: 'aws_s3_bucket.source', before: { id: 'photos' }, after: { id: 'photos', tags: {} } }],
          words: /^replaces all notifications/,
        },
        'a notification in a module, for a bucket outside of it': {
          change: created(`module.m["a"].${notification}`, notifies({})),
          words: /^replaces all notifications/,
        },
        'a notification that moves to a bucket that is there': {
          change: replaced(notification, notifies({}), { ...notifies({}), bucket: 'others' }),
          words: /moves to `"others"`, and replaces all notifications/,
        },
        'a notification for EventBridge alone': {
          change: created(notification, { bucket: 'photos', eventbridge: true }),
          words: /^replaces all notifications/,
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
    lost: {
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
        'a notification whose prefix is not known yet': {
          change: changed(
            notification,
            notifies({}),
            { ...notifies({}), lambda_function: [{ ...to({}), filter_prefix: null }] },
            { after_unknown: { lambda_function: [{ filter_prefix: true }] } },
          ),
          words: /^cannot be checked: who is notified/,
        },
        'a notification that is written without lists': {
          change: changed(notification, { ...notifies(), lambda_function: to({}) }, notifies()),
          words: loses,
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
    gap: {
      warnsOf: {
        'a notification that is replaced': {
          change: replaced(notification, notifies({}), notifies({})),
          words: /^is absent for a moment while it is replaced: uploads meanwhile may be lost\.$/,
        },
        'a permission that is replaced': {
          change: replaced('aws_lambda_permission.a', { statement_id: 'a' }, { statement_id: 'b' }),
          words: /^is absent for a moment/,
        },
        'a rule of EventBridge that is replaced': {
          change: replaced('aws_cloudwatch_event_rule.a', { name: 'a' }, { name: 'b' }),
          words: /^is absent for a moment while it is replaced: uploads meanwhile may be lost\.$/,
        },
        'the rule of a probe that is replaced': {
          change: replaced(schedule, scheduled, { ...scheduled, name: 'b' }),
          words: missesRun,
        },
        'the target of a probe that is replaced': {
          change: replaced('aws_cloudwatch_event_target.a', { rule: 'probe' }, { rule: 'probe' }),
          among: [changed(schedule, scheduled, scheduled)],
          words: missesRun,
        },
        'the permission of a probe that is replaced': {
          change: replaced('aws_lambda_permission.a', fromRule, { ...fromRule, statement_id: 'b' }),
          among: [changed(schedule, scheduled, scheduled)],
          words: missesRun,
        },
      },
    },
  });
});
