import { alarms } from '../../../../scripts/review-plan/rules/alarms.ts';
import { changed, created, destroyed, replaced, testRules } from '../danger-cases.ts';
import type { GivenChange } from '../plans.ts';

const alarm = (before: object, after: object, more: GivenChange = {}) =>
  changed('aws_cloudwatch_metric_alarm.errors', before, after, more);
const composite = (before: object, after: object) => changed('aws_cloudwatch_composite_alarm.outage', before, after);
const greater = (threshold: number) => ({ threshold, comparison_operator: 'GreaterThanThreshold' });
const less = (threshold: number) => ({ threshold, comparison_operator: 'LessThanThreshold' });

const errors = 'ALARM("errors")';
const probe = '(ALARM("probe") AND OK("probe-unknown"))';
const outage = created('aws_cloudwatch_composite_alarm.outage', {
  alarm_rule: `${errors} OR ${probe}`,
  alarm_actions: ['arn:t'],
});
const unknown = (more: object) => ({ ...more, alarm_name: 'probe-unknown' });

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
        'an alarm that another one combines, which tells somebody else': {
          change: alarm(
            { alarm_name: 'errors', alarm_actions: ['arn:u'] },
            { alarm_name: 'errors', alarm_actions: [] },
          ),
          among: [outage],
          words: /^no longer tells `"arn:u"`/,
        },
        'an alarm that another one combines, which is switched off': {
          change: alarm(
            { alarm_name: 'errors', alarm_actions: ['arn:t'] },
            { alarm_name: 'errors', alarm_actions: [] },
          ),
          among: [created(outage.address, { ...outage.after, actions_enabled: false })],
          words: /^no longer tells `"arn:t"`/,
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
        'an alarm that another one combines, which tells the same': {
          changes: [
            alarm({ alarm_name: 'errors', alarm_actions: ['arn:t'] }, { alarm_name: 'errors', alarm_actions: [] }),
            created('aws_cloudwatch_metric_alarm.probe', { alarm_name: 'probe', treat_missing_data: 'breaching' }),
          ],
          among: [outage],
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
      },
    },
    conditions: {
      warnsOf: {
        'an alternative less': {
          change: composite({ alarm_rule: `${errors} OR ${probe}` }, { alarm_rule: errors }),
          words: /^may no longer go off: `alarm_rule`/,
        },
        'an alternative that needs more': {
          change: composite({ alarm_rule: `${errors} OR ALARM("probe")` }, { alarm_rule: `${errors} OR ${probe}` }),
          words: /^may no longer go off/,
        },
        'an alternative that is part of another one': {
          change: composite(
            { alarm_rule: errors },
            { alarm_rule: `(ALARM("a") AND (ALARM("b") OR ${errors} OR ALARM("c")))` },
          ),
          words: /^may no longer go off/,
        },
        'a condition on all alternatives': {
          change: composite({ alarm_rule: errors }, { alarm_rule: `${errors} OR ALARM("a") AND ALARM("b")` }),
          words: /^may no longer go off/,
        },
        'the opposite': {
          change: composite({ alarm_rule: errors }, { alarm_rule: `NOT ${errors}` }),
          words: /^may no longer go off/,
        },
        'the name of an alarm that reads like an alternative': {
          change: composite({ alarm_rule: errors }, { alarm_rule: 'ALARM("a OR ALARM("errors") OR b")' }),
          words: /^may no longer go off/,
        },
        'a rule that is not known yet': {
          change: { ...composite({ alarm_rule: errors }, {}), after_unknown: { alarm_rule: true } },
          words: /^may no longer go off: `alarm_rule` .* → `\(known after apply\)`/,
        },
      },
      isQuietAbout: {
        'an alternative more, in any order': {
          changes: [
            composite({ alarm_rule: errors }, { alarm_rule: `${probe} OR ${errors}` }),
            composite({ alarm_rule: `${errors} OR ${probe}` }, { alarm_rule: `${probe} OR\n ALARM("x") OR ${errors}` }),
          ],
        },
      },
    },
    guard: {
      warnsOf: {
        'an alarm that is hardly ever OK, which another one needs': {
          change: alarm(unknown({ threshold: 1 }), unknown({ threshold: 1000 })),
          among: [outage],
          words: /^may keep `?aws_cloudwatch_composite_alarm.outage`? from going off, .*`threshold` `1` → `1000`\.$/,
        },
        'one that goes off after a single hour': {
          change: alarm(unknown({ datapoints_to_alarm: 23 }), unknown({ datapoints_to_alarm: 1 })),
          among: [outage],
          words: /^may keep .* from going off/,
        },
      },
      isQuietAbout: {
        'an alarm that nothing needs': {
          changes: [alarm({ ...less(1), alarm_name: 'low' }, { ...less(2), alarm_name: 'low' })],
          among: [outage],
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
