import { eventDelivery } from '../../../../scripts/review-plan/rules/event-delivery.ts';
import { changed, created, destroyed, testRules } from '../danger-cases.ts';

const rule = 'aws_cloudwatch_event_rule.uploads';
const target = 'aws_cloudwatch_event_target.uploads';
const mapping = 'aws_lambda_event_source_mapping.a';
const schedule = 'aws_scheduler_schedule.probe';
const enabled = (state: string) => ({ name: 'uploads', state });
const selects = (pattern: object) => ({ name: 'uploads', event_pattern: JSON.stringify(pattern) });
const everyUpload = {
  source: ['aws.s3'],
  'detail-type': ['Object Created', 'Object Deleted'],
  detail: { bucket: { name: ['photos'] } },
};
const onlyKeys = (...key: object[]) => ({ ...everyUpload, detail: { ...everyUpload.detail, object: { key } } });
const mayLose = /^may no longer select events that it did: `event_pattern` /;
const every = (schedule_expression: string) => ({ name: 'probe', schedule_expression });
const delivers = (more: object = {}) => ({ rule: 'uploads', arn: 'arn:a', ...more });

describe('eventDelivery', () => {
  testRules(eventDelivery, {
    'part destroyed': {
      warnsOf: {
        'a rule that is destroyed': {
          change: destroyed(rule, { id: 'uploads' }),
          words: /^is destroyed, and no longer selects any event\.$/,
        },
        'a target that is destroyed': {
          change: destroyed(target, delivers()),
          words: /^is destroyed, and no longer delivers/,
        },
        'a mapping that is destroyed': {
          change: destroyed(mapping, { function_name: 'a' }),
          words: /no longer delivers/,
        },
        'a mapping for another function': {
          change: changed(mapping, { function_name: 'a' }, { function_name: 'b' }),
          words: /^moves away from `"a"`, and is destroyed, and no longer delivers/,
        },
        'a rule with a schedule that is destroyed': {
          change: destroyed(rule, { id: 'probe', schedule_expression: 'rate(5 minutes)' }),
          words: /^is destroyed, and no longer invokes anything\.$/,
        },
        'a schedule that is destroyed': { change: destroyed(schedule), words: /no longer invokes anything/ },
      },
      isQuietAbout: {
        'a target that goes with its rule': {
          changes: [destroyed(target, delivers())],
          among: [destroyed(rule, { id: 'uploads', name: 'uploads' })],
        },
        'a rule and a target that are created': {
          changes: [created(rule, selects(everyUpload)), created(target, delivers())],
        },
      },
    },
    'pattern narrowed': {
      warnsOf: {
        'one kind of event less': {
          change: changed(rule, selects(everyUpload), selects({ ...everyUpload, 'detail-type': ['Object Deleted'] })),
          words: mayLose,
        },
        'one condition more': {
          change: changed(rule, selects(everyUpload), selects(onlyKeys({ prefix: 'in/' }))),
          words: mayLose,
        },
        'a narrower condition': {
          change: changed(rule, selects(onlyKeys({ prefix: 'in/' })), selects(onlyKeys({ prefix: 'in/a' }))),
          words: mayLose,
        },
        'another bucket': {
          change: changed(
            rule,
            selects(everyUpload),
            selects({ ...everyUpload, detail: { bucket: { name: ['others'] } } }),
          ),
          words: mayLose,
        },
        'another kind of condition': {
          change: changed(rule, selects(onlyKeys({ suffix: '.jpg' })), selects(onlyKeys({ wildcard: '*.jpg' }))),
          words: mayLose,
        },
        'no pattern': {
          change: changed(rule, selects(everyUpload), { name: 'uploads', event_pattern: null }),
          words: mayLose,
        },
        'a pattern that is not known': {
          change: changed(rule, selects(everyUpload), { name: 'uploads' }, { after_unknown: { event_pattern: true } }),
          words: /^cannot be checked: `event_pattern`/,
        },
      },
      isQuietAbout: {
        'patterns that select more, or are written otherwise': {
          changes: [
            changed(rule, selects(onlyKeys({ prefix: 'in/' })), selects(everyUpload)),
            changed(
              rule,
              selects(onlyKeys({ prefix: 'in/a' })),
              selects(onlyKeys({ suffix: '.png' }, { prefix: 'in/' })),
            ),
            changed(rule, selects(onlyKeys({ suffix: '.jpg' })), selects(onlyKeys({ suffix: 'g' }))),
            changed(rule, selects(everyUpload), selects({ ...everyUpload, source: ['aws.s3', 'own'] })),
          ],
        },
      },
    },
    'rule disabled': {
      warnsOf: {
        'a rule that is disabled': {
          change: changed(rule, enabled('ENABLED'), enabled('DISABLED')),
          words: /^no longer selects any event: `state` `"ENABLED"` → `"DISABLED"`\.$/,
        },
        'a rule that is created disabled': { change: created(rule, enabled('DISABLED')), words: /^no longer selects/ },
      },
    },
    'rule disabled by its old argument': {
      warnsOf: {
        'a rule that is disabled': {
          change: changed(rule, { is_enabled: true }, { is_enabled: false }),
          words: /^no longer selects any event/,
        },
      },
    },
    'rule of another bus': {
      warnsOf: {
        'another bus': {
          change: changed(rule, { event_bus_name: 'default' }, { event_bus_name: 'other' }),
          words: /^selects the events of another bus/,
        },
      },
    },
    'schedule disabled': {
      warnsOf: {
        'a schedule that is disabled': {
          change: changed(schedule, { state: 'ENABLED' }, { state: 'DISABLED' }),
          words: /^no longer invokes anything/,
        },
      },
    },
    'schedule ended': {
      warnsOf: {
        'a schedule that ends': {
          change: changed(schedule, { end_date: null }, { end_date: '2030-01-01T00:00:00Z' }),
          words: /^invokes nothing after a date/,
        },
      },
    },
    'mapping disabled': {
      warnsOf: {
        'a mapping that is disabled': {
          change: changed(mapping, { enabled: true }, { enabled: false }),
          words: /^no longer delivers any event/,
        },
      },
    },
    'mapping filtered': {
      warnsOf: {
        'a filter': {
          change: changed(mapping, { filter_criteria: [] }, { filter_criteria: [{ filter: [{ pattern: 'a' }] }] }),
          words: /^delivers other events than before/,
        },
      },
    },
    'schedule slowed': {
      warnsOf: {
        'a rarer run': {
          change: changed(rule, every('rate(5 minutes)'), every('rate(1 hour)')),
          words: /^may run less often: `schedule_expression` `"rate\(5 minutes\)"` → `"rate\(1 hour\)"`\.$/,
        },
        'another kind of schedule': {
          change: changed(schedule, every('rate(5 minutes)'), every('cron(0 12 * * ? *)')),
          words: /^may run less often/,
        },
        'a schedule of a kind that is not compared': {
          change: changed(rule, every('cron(0/5 * * * ? *)'), every('rate(5 minutes)')),
          words: /^may run less often/,
        },
        'no schedule': {
          change: changed(rule, every('rate(5 minutes)'), { name: 'probe', schedule_expression: null }),
          words: /^may run less often/,
        },
      },
      isQuietAbout: {
        'a run that is as frequent, or more': {
          changes: [
            changed(rule, every('rate(60 minutes)'), every('rate(1 hour)')),
            changed(rule, every('rate(1 day)'), every('rate(15 minutes)')),
          ],
        },
        'a new schedule': { changes: [created(rule, every('rate(1 day)'))] },
      },
    },
    'another target': {
      warnsOf: {
        'another function': {
          change: changed(target, delivers(), delivers({ arn: 'arn:b' })),
          words: /^delivers events elsewhere/,
        },
      },
    },
    'another target of a schedule': {
      warnsOf: {
        'another function for a schedule': {
          change: changed(schedule, { target: [{ arn: 'arn:a' }] }, { target: [{ arn: 'arn:b' }] }),
          words: /^invokes something else/,
        },
      },
    },
    input: {
      warnsOf: {
        'a constant instead of the event': {
          change: changed(target, delivers(), delivers({ input: '{}' })),
          words: /^delivers events in a form that the function may not understand/,
        },
      },
    },
    'input path': {
      warnsOf: {
        'a part of the event': {
          change: changed(target, delivers(), delivers({ input_path: '$.detail' })),
          words: /in a form that the function may not understand/,
        },
      },
    },
    'input transformer': {
      warnsOf: {
        'a text made of the event': {
          change: changed(target, delivers(), delivers({ input_transformer: [{ input_template: 'a' }] })),
          words: /in a form that the function may not understand/,
        },
      },
    },
  });
});
