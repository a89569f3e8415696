import { markdown } from '../markdown.ts';
import { shown } from '../shown.ts';
import { type Attributes, type Value, valueAt } from '../values.ts';
import { changesOf } from './changes-of.ts';
import type { Rule, Rules } from './rule.ts';
import { isLost, isMultiplied, isSetOtherwise, setting } from './setting.ts';

const alarm = /^aws_cloudwatch_(metric|composite)_alarm$/;

const actions: Rule = {
  type: alarm,
  find({ before, after }) {
    return ['alarm_actions', 'insufficient_data_actions'].flatMap((name) => {
      const left = [valueAt(after, name) ?? []].flat();
      const lost = after ? [valueAt(before, name) ?? []].flat().filter((it) => !left.includes(it)) : [];
      const isKnown = !left.some((it) => typeof it === 'symbol');
      return lost.map((it) =>
        isKnown
          ? markdown`no longer tells ${shown(it)} of trouble: ${name} lose it.`
          : markdown`may no longer tell ${shown(it)} of trouble: a part of ${name} is known only after apply.`,
      );
    });
  },
};

/** The arguments that say what an alarm watches. */
const watched = [
  'namespace',
  'metric_name',
  'dimensions',
  'statistic',
  'extended_statistic',
  'unit',
  'metric_query',
  'threshold_metric_id',
  'comparison_operator',
  'alarm_rule',
];

const watching: Rule = {
  type: alarm,
  find: (change) => changesOf(change, watched).map((it) => markdown`watches something else: ${it}.`),
};

/** An alarm goes off less, later, for something else, or tells nobody. */
export const alarms = {
  destroyed: setting({
    type: alarm,
    path: 'alarm_name',
    isWorse: isLost,
    consequence: 'no longer raises an alarm',
  }),
  'switched off': setting({
    type: alarm,
    path: 'actions_enabled',
    isWorse: (before, after) => after === false && before !== false,
    consequence: 'tells nobody when it goes off',
  }),
  actions,
  suppressed: setting({
    type: alarm,
    path: 'actions_suppressor',
    isWorse: (before, after) => before !== undefined && isSetOtherwise(before, after),
    consequence: 'tells nobody while another alarm goes off',
  }),
  muted: {
    type: 'aws_cloudwatch_alarm_mute_rule',
    find: ({ action, after }) =>
      after && action !== 'keep' && action !== 'forget' ? [markdown`mutes alarms at times.`] : [],
  },
  threshold: setting({
    type: alarm,
    path: 'threshold',
    isWorse: isAbsurd,
    consequence: 'hardly ever goes off',
  }),
  metric: watching,
  period: slower('period'),
  periods: slower('evaluation_periods'),
  datapoints: slower('datapoints_to_alarm'),
  'missing data': setting({
    type: alarm,
    path: 'treat_missing_data',
    isWorse: (before, after) => before === 'breaching' && after !== before && after !== undefined,
    consequence: 'no longer goes off when there is no data at all',
  }),
} satisfies Rules;

function slower(path: string): Rule {
  return setting({ type: alarm, path, isWorse: isMultiplied, consequence: 'goes off much later' });
}

function isAbsurd(before: Value | undefined, after: Value | undefined, alarm: Attributes | undefined): boolean {
  if (!/^LessThan/.test(String(valueAt(alarm, 'comparison_operator')))) return isMultiplied(before, after);
  return typeof before === 'number' && typeof after === 'number' && before > 0 && after <= before / 10;
}
