import { alarms } from '../../../../scripts/review-plan/rules/alarms.ts';
import { changed, created, destroyed, replaced, testRules } from '../danger-cases.ts';
import type { GivenChange } from '../plans.ts';

const alarm = (before: object, after: object, more: GivenChange = {}) =>
  changed('aws_cloudwatch_metric_alarm.errors', before, after, more);
const composite = (before: object, after: object) => changed('aws_cloudwatch_composite_alarm.outage', before, after);
const greater = (threshold: number) => ({ threshold, comparison_operator: 'GreaterThanThreshold' });
const less = (threshold: number) => ({ threshold, comparison_operator: 'LessThanThreshold' });

describe('alarms', () => {
  testRules(alarms, {
    destroyed: {
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
    'switched off': {
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
    actions: {
      warnsOf: {
        'an alarm without actions': {
          change: alarm({ alarm_actions: ['arn:t'] }, { alarm_actions: [] }),
          words: /^no longer tells `"arn:t"` of trouble: `alarm_actions` lose it\.$/,
        },
        'an alarm without one of its actions': {
          change: alarm({ alarm_actions: ['arn:t', 'arn:u'] }, { alarm_actions: ['arn:t'] }),
          words: /^no longer tells `"arn:u"`/,
        },
        'an alarm that tells somebody else': {
          change: composite({ alarm_actions: ['arn:t'] }, { alarm_actions: ['arn:u'] }),
          words: /^no longer tells `"arn:t"`/,
        },
        'an alarm that tells a topic that is not known yet': {
          change: alarm(
            { alarm_actions: ['arn:t'] },
            { alarm_actions: [null] },
            { after_unknown: { alarm_actions: [true] } },
          ),
          words: /^may no longer tell `"arn:t"` of trouble: a part of `alarm_actions` is known only after apply\.$/,
        },
        'an alarm that no longer tells of missing data': {
          change: alarm({ insufficient_data_actions: ['arn:t'] }, { insufficient_data_actions: [] }),
          words: /^no longer tells `"arn:t"` of trouble: `insufficient_data_actions` lose it/,
        },
        'an alarm whose actions are not set any more': {
          change: alarm({ alarm_actions: ['arn:t'] }, { alarm_actions: null }),
          words: /^no longer tells `"arn:t"`/,
        },
      },
      isQuietAbout: {
        'one action more': {
          changes: [alarm({ alarm_actions: ['arn:t'] }, { alarm_actions: ['arn:t', 'arn:u'] })],
        },
        'actions for when an alarm is over': { changes: [alarm({ ok_actions: ['arn:t'] }, { ok_actions: [] })] },
      },
    },
    suppressed: {
      warnsOf: {
        'an alarm that another one suppresses': {
          change: composite({ actions_suppressor: [] }, { actions_suppressor: [{ alarm: 'other' }] }),
          words: /^tells nobody while another alarm goes off/,
        },
      },
    },
    muted: {
      warnsOf: {
        'a rule that mutes alarms': {
          change: created('aws_cloudwatch_alarm_mute_rule.a', {}),
          words: /^mutes alarms at times\.$/,
        },
      },
    },
    threshold: {
      warnsOf: {
        'a threshold of a million': {
          change: alarm(greater(0), greater(1_000_000)),
          words: /^hardly ever goes off: `threshold` `0` → `1000000`\.$/,
        },
        'a threshold that is not known yet': {
          change: alarm(
            greater(1),
            { comparison_operator: 'GreaterThanThreshold' },
            { after_unknown: { threshold: true } },
          ),
          words: /^cannot be checked: `threshold` was `1`, and is `\(known after apply\)`\.$/,
        },
        'a threshold of next to nothing, below which an alarm goes off': {
          change: alarm(less(10), less(0)),
          words: /^hardly ever goes off/,
        },
      },
      isQuietAbout: {
        'another threshold': {
          changes: [alarm(greater(1), greater(2)), alarm(greater(100), greater(1)), alarm(less(1), less(10))],
        },
      },
    },
    metric: {
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
        'a metric that is not known yet': {
          change: alarm({ metric_name: 'Errors' }, {}, { after_unknown: { metric_name: true } }),
          words: /^watches something else: `metric_name` `"Errors"` → `\(known after apply\)`\.$/,
        },
        'other alarms': {
          change: composite({ alarm_rule: 'ALARM(a) OR ALARM(b)' }, { alarm_rule: 'ALARM(a)' }),
          words: /^watches something else: `alarm_rule`/,
        },
      },
    },
    period: {
      warnsOf: {
        'a period of a day': { change: alarm({ period: 300 }, { period: 86_400 }), words: /^goes off much later/ },
      },
      isQuietAbout: { 'a longer period': { changes: [alarm({ period: 300 }, { period: 600 })] } },
    },
    periods: {
      warnsOf: {
        'a hundred periods': {
          change: alarm({ evaluation_periods: 1 }, { evaluation_periods: 100 }),
          words: /^goes off much later/,
        },
      },
    },
    datapoints: {
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
  });
});
