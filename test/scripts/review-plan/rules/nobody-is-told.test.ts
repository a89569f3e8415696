import { nobodyIsTold } from '../../../../scripts/review-plan/rules/nobody-is-told.ts';
import { changed, created, destroyed, replaced, testRules } from '../danger-cases.ts';
import type { GivenChange } from '../plans.ts';

const alarm = (before: object, after: object, more: GivenChange = {}) =>
  changed('aws_cloudwatch_metric_alarm.errors', before, after, more);
const composite = (before: object, after: object) => changed('aws_cloudwatch_composite_alarm.outage', before, after);
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
const greater = (threshold: number) => ({ threshold, comparison_operator: 'GreaterThanThreshold' });
const less = (threshold: number) => ({ threshold, comparison_operator: 'LessThanThreshold' });

describe('nobodyIsTold', () => {
  testRules(nobodyIsTold, {
    'alarm destroyed': {
      warnsOf: {
        'an alarm that is destroyed': {
          change: destroyed('aws_cloudwatch_metric_alarm.a', { alarm_name: 'errors' }),
          words: /no longer raises an alarm: `alarm_name` `"errors"` → `nothing`/,
        },
        'a composite alarm that is destroyed': {
          change: destroyed('aws_cloudwatch_composite_alarm.a', { alarm_name: 'outage' }),
          words: /no longer raises an alarm/,
        },
      },
      isQuietAbout: {
        'an alarm that is changed or replaced': {
          changes: [
            replaced('aws_cloudwatch_metric_alarm.a', { alarm_name: 'errors' }, { alarm_name: 'failures' }),
            alarm({ alarm_description: 'a' }, { alarm_description: 'b' }),
          ],
        },
      },
    },
    'alarm switched off': {
      warnsOf: {
        'an alarm that does nothing': {
          change: alarm({ actions_enabled: true }, { actions_enabled: false }),
          words: /^tells nobody when it goes off/,
        },
        'an alarm that did something by default': {
          change: composite({ actions_enabled: null }, { actions_enabled: false }),
          words: /^tells nobody when it goes off/,
        },
      },
    },
    'alarm actions': {
      warnsOf: {
        'an alarm without actions': {
          change: alarm({ alarm_actions: ['arn:t'] }, { alarm_actions: [] }),
          words: /^no longer tells `"arn:t"` that it goes off\.$/,
        },
        'an alarm without one of its actions': {
          change: alarm({ alarm_actions: ['arn:t', 'arn:u'] }, { alarm_actions: ['arn:t'] }),
          words: /^no longer tells `"arn:u"`/,
        },
        'an alarm that tells somebody else': {
          change: composite({ alarm_actions: ['arn:t'] }, { alarm_actions: ['arn:u'] }),
          words: /^no longer tells `"arn:t"`/,
        },
        'an alarm whose actions are not set any more': {
          change: alarm({ alarm_actions: ['arn:t'] }, { alarm_actions: null }),
          words: /^no longer tells `"arn:t"`/,
        },
      },
      isQuietAbout: {
        'one action more, or a topic that is created with the plan': {
          changes: [
            alarm({ alarm_actions: ['arn:t'] }, { alarm_actions: ['arn:t', 'arn:u'] }),
            alarm(
              { alarm_actions: ['arn:t'] },
              { alarm_actions: [null] },
              { after_unknown: { alarm_actions: [true] } },
            ),
          ],
        },
        'actions for when an alarm is over': { changes: [alarm({ ok_actions: ['arn:t'] }, { ok_actions: [] })] },
      },
    },
    'alarm suppressed': {
      warnsOf: {
        'an alarm that another one suppresses': {
          change: composite({ actions_suppressor: [] }, { actions_suppressor: [{ alarm: 'other' }] }),
          words: /^tells nobody while another alarm goes off/,
        },
      },
    },
    'alarm muted': {
      warnsOf: {
        'a rule that mutes alarms': {
          change: created('aws_cloudwatch_alarm_mute_rule.a', {}),
          words: /^mutes alarms at times\.$/,
        },
      },
    },
    'alarm threshold': {
      warnsOf: {
        'a threshold of a million': {
          change: alarm(greater(0), greater(1_000_000)),
          words: /^hardly goes off any more: `threshold` `0` → `1000000`\.$/,
        },
        'a threshold of next to nothing, below which an alarm goes off': {
          change: alarm(less(10), less(0)),
          words: /^hardly goes off any more/,
        },
      },
      isQuietAbout: {
        'another threshold': {
          changes: [alarm(greater(1), greater(2)), alarm(greater(100), greater(1)), alarm(less(1), less(10))],
        },
      },
    },
    'alarm metric': {
      warnsOf: {
        'another metric': {
          change: alarm({ metric_name: 'Errors' }, { metric_name: 'Throttles' }),
          words: /^watches something else: `metric_name` `"Errors"` → `"Throttles"`\.$/,
        },
        'another function': {
          change: alarm({ dimensions: { FunctionName: 'a' } }, { dimensions: { FunctionName: 'b' } }),
          words: /^watches something else: `dimensions`/,
        },
        'no dimensions': {
          change: alarm({ dimensions: { FunctionName: 'a' } }, { dimensions: null }),
          words: /^watches something else: `dimensions`/,
        },
        'the opposite': {
          change: alarm(greater(1), less(1)),
          words: /^watches something else: `comparison_operator`/,
        },
        'other alarms': {
          change: composite({ alarm_rule: 'ALARM(a) OR ALARM(b)' }, { alarm_rule: 'ALARM(a)' }),
          words: /^watches something else: `alarm_rule`/,
        },
      },
    },
    'alarm period': {
      warnsOf: {
        'a period of a day': { change: alarm({ period: 300 }, { period: 86_400 }), words: /^goes off much later/ },
      },
      isQuietAbout: { 'a longer period': { changes: [alarm({ period: 300 }, { period: 600 })] } },
    },
    'alarm periods': {
      warnsOf: {
        'a hundred periods': {
          change: alarm({ evaluation_periods: 1 }, { evaluation_periods: 100 }),
          words: /^goes off much later/,
        },
      },
    },
    'alarm datapoints': {
      warnsOf: {
        'a hundred datapoints': {
          change: alarm({ datapoints_to_alarm: 1 }, { datapoints_to_alarm: 100 }),
          words: /^goes off much later/,
        },
      },
    },
    'missing data': {
      warnsOf: {
        'a probe whose silence is no trouble any more': {
          change: alarm({ treat_missing_data: 'breaching' }, { treat_missing_data: 'notBreaching' }),
          words: /^no longer goes off when there is no data/,
        },
      },
    },
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
