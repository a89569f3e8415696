import { Markdown, markdown } from '../markdown.ts';
import { shown } from '../shown.ts';
import { isNothing, valueAt } from '../values.ts';
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
  find: ({ type, after }) => (after ? [] : [markdown`is destroyed, and ${new Markdown(parts[type] ?? '')}.`]),
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
