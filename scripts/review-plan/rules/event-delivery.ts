import { Markdown, markdown } from '../markdown.ts';
import { shown } from '../shown.ts';
import { isNothing, type Value, valueAt } from '../values.ts';
import { changesOf } from './changes-of.ts';
import { coversPattern } from './event-pattern.ts';
import type { Rule, Rules } from './rule.ts';
import { isChanged, isSetOtherwise, setting } from './setting.ts';

const rule = 'aws_cloudwatch_event_rule';
const target = 'aws_cloudwatch_event_target';
const mapping = 'aws_lambda_event_source_mapping';

/** The parts of a delivery without which no event arrives. */
const parts: Readonly<Record<string, string>> = {
  [rule]: 'no longer selects any event',
  [target]: 'no longer delivers any event',
  [mapping]: 'no longer delivers any event',
  aws_cloudwatch_event_bus: 'no longer receives any event',
  aws_scheduler_schedule: 'no longer invokes anything',
};

const destroyedPart: Rule = {
  type: new RegExp(`^(${Object.keys(parts).join('|')})$`),
  find({ type, before, after }) {
    if (after) return [];
    const isSchedule = !isNothing(valueAt(before, 'schedule_expression'));
    const loss = isSchedule ? parts['aws_scheduler_schedule'] : parts[type];
    return [markdown`is destroyed, and ${new Markdown(loss ?? '')}.`];
  },
};

/** Another pattern may be right, but only a wider one is certainly so. */
const narrowedPattern: Rule = {
  type: rule,
  find({ before, after }) {
    const [was, is] = [valueAt(before, 'event_pattern'), valueAt(after, 'event_pattern')];
    if (!after || isNothing(was) || was === is) return [];
    if (typeof is === 'symbol') return [markdown`cannot be checked: ${'event_pattern'} is ${shown(is)}.`];
    return coversPattern(is, was)
      ? []
      : [markdown`may no longer select events that it did: ${'event_pattern'} ${shown(was)} → ${shown(is)}.`];
  },
};

/** Another schedule may be right, but only one that is certainly as frequent goes without saying. */
const slowedSchedule: Rule = {
  type: /^aws_(cloudwatch_event_rule|scheduler_schedule)$/,
  find(change) {
    const [was, is] = [change.before, change.after].map((it) => minutesOf(valueAt(it, 'schedule_expression')));
    if (was !== undefined && is !== undefined && is <= was) return [];
    return changesOf(change, ['schedule_expression']).map((it) => markdown`may run less often: ${it}.`);
  },
};

/** Returns the minutes between two runs of a schedule such as `rate(5 minutes)`, or undefined for any other form. */
function minutesOf(schedule: Value | undefined): number | undefined {
  const [, count, unit = ''] = /^rate\((\d+) (minute|hour|day)s?\)$/.exec(String(schedule)) ?? [];
  const minutes: Record<string, number> = { minute: 1, hour: 60, day: 1440 };
  return count === undefined ? undefined : Number(count) * (minutes[unit] ?? Number.NaN);
}

/** Events no longer get from EventBridge, a queue, a stream or a schedule to the function. */
export const eventDelivery = {
  'part destroyed': destroyedPart,
  'pattern narrowed': narrowedPattern,
  'rule disabled': setting({
    type: rule,
    path: 'state',
    isWorse: (before, after) => before !== after && after === 'DISABLED',
    consequence: 'no longer selects any event',
  }),
  'rule disabled by its old argument': setting({
    type: rule,
    path: 'is_enabled',
    isWorse: (before, after) => before !== false && after === false,
    consequence: 'no longer selects any event',
  }),
  'rule of another bus': setting({
    type: rule,
    path: 'event_bus_name',
    isWorse: isChanged,
    consequence: 'selects the events of another bus',
  }),
  'schedule disabled': setting({
    type: 'aws_scheduler_schedule',
    path: 'state',
    isWorse: (before, after) => before !== after && after === 'DISABLED',
    consequence: 'no longer invokes anything',
  }),
  'schedule ended': setting({
    type: 'aws_scheduler_schedule',
    path: 'end_date',
    isWorse: (before, after) => before !== undefined && isSetOtherwise(before, after),
    consequence: 'invokes nothing after a date',
  }),
  'mapping disabled': setting({
    type: mapping,
    path: 'enabled',
    isWorse: (before, after) => before !== false && after === false,
    consequence: 'no longer delivers any event',
  }),
  'mapping filtered': setting({
    type: mapping,
    path: 'filter_criteria.0.filter',
    isWorse: (before, after) => before !== undefined && isSetOtherwise(before, after),
    consequence: 'delivers other events than before',
  }),
  'schedule slowed': slowedSchedule,
  'another target': setting({
    type: target,
    path: 'arn',
    isWorse: isChanged,
    consequence: 'delivers events elsewhere',
  }),
  'another target of a schedule': setting({
    type: 'aws_scheduler_schedule',
    path: 'target.0.arn',
    isWorse: isChanged,
    consequence: 'invokes something else',
  }),
  input: rewritten('input'),
  'input path': rewritten('input_path'),
  'input transformer': rewritten('input_transformer'),
} satisfies Rules;

/** The function understands events as EventBridge writes them. */
function rewritten(path: string): Rule {
  return setting({
    type: target,
    path,
    isWorse: (before, after) => before !== undefined && isSetOtherwise(before, after),
    consequence: 'delivers events in a form that the function may not understand',
  });
}
