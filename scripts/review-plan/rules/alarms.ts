import { markdown } from '../markdown.ts';
import { shown } from '../shown.ts';
import { valueAt } from '../values.ts';
import { changesOf } from './changes-of.ts';
import type { Rule, Rules } from './rule.ts';
import { isLost, isMultiplied, isSetOtherwise, setting } from './setting.ts';

const alarm = /^aws_cloudwatch_(metric|composite)_alarm$/;

const actions: Rule = {
  type: alarm,
  find({ before, after }) {
    return ['alarm_actions', 'insufficient_data_actions'].flatMap((name) => {
      const left = [valueAt(after, name) ?? []].flat();
      // A topic that is created with the plan is not known yet.
      if (!after || left.some((it) => typeof it === 'symbol')) return [];
      const lost = [valueAt(before, name) ?? []].flat().filter((it) => !left.includes(it));
      return lost.map((it) => markdown`no longer tells ${shown(it)} of trouble: ${name} lose it.`);
    });
  },
};

const threshold: Rule = {
  type: alarm,
  find({ before, after }) {
    const [was, is] = [valueAt(before, 'threshold'), valueAt(after, 'threshold')];
    const isLower = /^LessThan/.test(String(valueAt(after, 'comparison_operator')));
    const isAbsurd = isLower
      ? typeof was === 'number' && typeof is === 'number' && was > 0 && is <= was / 10
      : isMultiplied(was, is);
    return isAbsurd ? [markdown`hardly ever goes off: ${'threshold'} ${shown(was)} → ${shown(is)}.`] : [];
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
  threshold,
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
