import { nobodyIsTold } from '../../../../scripts/review-plan/rules/nobody-is-told.ts';
import { changed, created, destroyed, replaced, testRules } from '../danger-cases.ts';

const filter = (before: object, after: object) => changed('aws_cloudwatch_log_metric_filter.outcomes', before, after);
const counts = {
  name: 'outcomes',
  log_group_name: '/a',
  pattern: '{ $.message = "outcome" }',
  metric_transformation: [{ name: 'outcomes', namespace: 'a', value: '1' }],
};
const subscription = 'aws_sns_topic_subscription.a';
const mail = { topic_arn: 'arn:t', protocol: 'email', endpoint: 'ops@example.com' };
const logging = (before: object, after: object) =>
  changed('aws_lambda_function.a', { logging_config: [before] }, { logging_config: [after] });
const probe = (before: object, after: object) =>
  changed(
    'aws_lambda_function.probe',
    { environment: [{ variables: { PROBE: JSON.stringify(before) } }] },
    { environment: [{ variables: { PROBE: JSON.stringify(after) } }] },
  );

describe('nobodyIsTold', () => {
  testRules(nobodyIsTold, {
    'metric filter destroyed': {
      warnsOf: {
        'a metric filter that is destroyed': {
          change: destroyed('aws_cloudwatch_log_metric_filter.a', counts),
          words: /^no longer counts log lines/,
        },
      },
      isQuietAbout: {
        'a metric filter that goes with its log': {
          changes: [destroyed('aws_cloudwatch_log_metric_filter.a', counts)],
          among: [destroyed('aws_cloudwatch_log_group.a', { id: '/a', name: '/a' })],
        },
      },
    },
    'metric filter': {
      warnsOf: {
        'another pattern': {
          change: filter(counts, { ...counts, pattern: 'nothing' }),
          words: /^counts other log lines, or under another name: `pattern`/,
        },
        'another name of the metric': {
          change: filter(counts, { ...counts, metric_transformation: [{ name: 'other', namespace: 'a', value: '1' }] }),
          words: /`metric_transformation`/,
        },
        'a pattern without other keys than those of the probe': {
          change: filter(counts, { ...counts, pattern: '{ $.message = "outcome" && $.key != "photos/*" }' }),
          among: [probe({ kind: 'eventbridge' }, { kind: 'upload', prefix: 'probe/' })],
          words: /^counts other log lines, or under another name: `pattern`/,
        },
      },
      isQuietAbout: {
        'a pattern that leaves out the images of the probe': {
          changes: [filter(counts, { ...counts, pattern: '{ $.message = "outcome" && $.key != "probe/*" }' })],
          among: [probe({ kind: 'eventbridge' }, { kind: 'upload', prefix: 'probe/' })],
        },
      },
    },
    'log subscription destroyed': {
      warnsOf: {
        'a log that is passed on no more': {
          change: destroyed('aws_cloudwatch_log_subscription_filter.a', {
            destination_arn: 'arn:a',
            log_group_name: '/a',
          }),
          words: /^no longer passes log lines on/,
        },
      },
    },
    'subscription destroyed': {
      warnsOf: {
        'a subscription that is destroyed': {
          change: destroyed(subscription, mail),
          words: /^no longer tells a subscriber: `endpoint` `"ops@example.com"` → `nothing`\.$/,
        },
      },
      isQuietAbout: {
        'a new subscriber': { changes: [created(subscription, mail)] },
        'a subscription that goes with its topic': {
          changes: [destroyed(subscription, mail)],
          among: [destroyed('aws_sns_topic.a', { id: 'arn:t', arn: 'arn:t' })],
        },
      },
    },
    'subscription of another': {
      warnsOf: {
        'another subscriber': {
          change: replaced(subscription, mail, { ...mail, endpoint: 'me@example.com' }),
          words: /^tells another subscriber instead/,
        },
      },
    },
    'subscription filtered': {
      warnsOf: {
        'a filter': {
          change: changed(subscription, { ...mail, filter_policy: null }, { ...mail, filter_policy: '{"a":["b"]}' }),
          words: /^tells the subscriber of other messages than before/,
        },
      },
    },
    'key of a topic': {
      warnsOf: {
        'a key that CloudWatch may not use': {
          change: changed('aws_sns_topic.a', { kms_master_key_id: null }, { kms_master_key_id: 'alias/aws/sns' }),
          words: /^is encrypted with a key that CloudWatch may not use/,
        },
      },
    },
    'outcomes lost': {
      warnsOf: {
        'outcomes that nobody is told': {
          change: changed(
            'aws_lambda_function_event_invoke_config.a',
            { function_name: 'a', destination_config: [{ on_success: [{ destination: 'arn:a' }] }] },
            { function_name: 'a', destination_config: [{ on_success: [] }] },
          ),
          words: /^no longer tells anyone of outcomes/,
        },
      },
    },
    'probe of the configuration': {
      warnsOf: {
        'a probe that uploads nothing any more': {
          change: probe({ kind: 'upload', prefix: 'probe/' }, { kind: 'eventbridge' }),
          words:
            /^no longer tries whether an upload gets its thumbnail: `environment\.variables\.PROBE\.kind` `"upload"` → `"eventbridge"`/,
        },
      },
      isQuietAbout: {
        'a probe that waits for another thumbnail, or uploads now': {
          changes: [
            probe({ kind: 'upload', prefix: 'probe/' }, { kind: 'upload', prefix: 'probe/', suffix: '.png' }),
            probe({ kind: 'eventbridge' }, { kind: 'upload', prefix: 'probe/' }),
          ],
        },
      },
    },
    'another log group': {
      warnsOf: {
        'another log group': {
          change: logging({ log_group: '/a' }, { log_group: '/b' }),
          words: /^writes its log where no metric filter looks/,
        },
      },
    },
    'log format': {
      warnsOf: {
        'a log of plain text': {
          change: logging({ log_format: 'JSON' }, { log_format: 'Text' }),
          words: /^writes log lines that no metric filter understands/,
        },
      },
    },
    'log level': {
      warnsOf: {
        'a log of errors alone': {
          change: logging({ application_log_level: null }, { application_log_level: 'ERROR' }),
          words: /^leaves out log lines that a metric filter counts/,
        },
      },
      isQuietAbout: {
        'a log of more, or of as much': {
          changes: [
            logging({ application_log_level: 'ERROR' }, { application_log_level: 'INFO' }),
            logging({ application_log_level: null }, { application_log_level: 'INFO' }),
            logging({ application_log_level: 'INFO' }, { application_log_level: 'DEBUG' }),
          ],
        },
      },
    },
  });
});
