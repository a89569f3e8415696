import { markdown } from '../markdown.ts';
import type { OwnedChange } from '../ownership.ts';
import { shown } from '../shown.ts';
import { type Attributes, type Value, valueAt } from '../values.ts';
import { coversRule, dependsOn } from './alarm-rule.ts';
import { changesOf } from './changes-of.ts';
import type { PlannedChanges, Rule, Rules } from './rule.ts';
import { isLost, isMultiplied, isSetOtherwise, setting } from './setting.ts';

const alarm = /^aws_cloudwatch_(metric|composite)_alarm$/;
const composite = 'aws_cloudwatch_composite_alarm';

const actions: Rule = {
  type: alarm,
  find({ before, after }, plan) {
    return ['alarm_actions', 'insufficient_data_actions'].flatMap((name) => {
      const told = name === 'alarm_actions' ? toldByOthers(after, plan) : [];
      const left = [valueAt(after, name) ?? []].flat();
      const lost = after ? [valueAt(before, name) ?? []].flat().filter((it) => ![...left, ...told].includes(it)) : [];
      const isKnown = !left.some((it) => typeof it === 'symbol');
      return lost.map((it) =>
        isKnown
          ? markdown`no longer tells ${shown(it)} of trouble: ${name} lose it.`
          : markdown`may no longer tell ${shown(it)} of trouble: a part of ${name} is known only after apply.`,
      );
    });
  },
};

/** Returns whom composite alarms tell of an alarm. */
function toldByOthers(alarm: Attributes | undefined, plan: PlannedChanges): Value[] {
  return compositesWith('ALARM', alarm, plan)
    .filter(({ after }) => valueAt(after, 'actions_enabled') !== false)
    .flatMap(({ after }) => valueAt(after, 'alarm_actions') ?? []);
}

function compositesWith(state: 'ALARM' | 'OK', alarm: Attributes | undefined, plan: PlannedChanges): OwnedChange[] {
  const name = String(valueAt(alarm, 'alarm_name'));
  return plan.ofType(composite).filter(({ after }) => dependsOn(String(valueAt(after, 'alarm_rule')), state, name));
}

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
];

const watching: Rule = {
  type: alarm,
  find: (change) => changesOf(change, watched).map((it) => markdown`watches something else: ${it}.`),
};

/** Another alternative only makes an alarm go off more. */
const conditions: Rule = {
  type: composite,
  find(change) {
    const [was, is] = [valueAt(change.before, 'alarm_rule'), valueAt(change.after, 'alarm_rule')];
    const isCovered = typeof was === 'string' && typeof is === 'string' && coversRule(is, was);
    return isCovered ? [] : changesOf(change, ['alarm_rule']).map((it) => markdown`may no longer go off: ${it}.`);
  },
};

/** An alarm that has to be OK before another one goes off keeps it quiet when it is itself never OK. */
const guard: Rule = {
  type: 'aws_cloudwatch_metric_alarm',
  find(change, plan) {
    const [guarded] = compositesWith('OK', change.after, plan);
    const changes = guarded ? changesOf(change, sensitivity) : [];
    return changes.map((it) => markdown`may keep ${guarded?.address ?? ''} from going off, as it has to be OK: ${it}.`);
  },
};

/** The arguments that say when an alarm goes off. */
const sensitivity = ['threshold', 'period', 'evaluation_periods', 'datapoints_to_alarm', 'treat_missing_data'];

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
  conditions,
  guard,
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
