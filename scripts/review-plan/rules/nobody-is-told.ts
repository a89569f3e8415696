import { isDeepStrictEqual } from 'node:util';
import { type Markdown, markdown } from '../markdown.ts';
import type { OwnedChange } from '../ownership.ts';
import { shown } from '../shown.ts';
import { isEmpty, type Value, valueAt } from '../values.ts';
import type { Rule, Rules } from './rule.ts';
import { isChanged, isLost, isMultiplied, setting } from './setting.ts';

const alarms = /^aws_cloudwatch_(metric|composite)_alarm$/;
const metricFilter = 'aws_cloudwatch_log_metric_filter';
const subscription = 'aws_sns_topic_subscription';
const lambda = 'aws_lambda_function';

const actions: Rule = {
  type: alarms,
  find({ before, after }) {
    const left = [valueAt(after, 'alarm_actions') ?? []].flat();
    // A topic that is created with the plan is not known yet.
    if (!after || left.some((it) => typeof it === 'symbol')) return [];
    const lost = [valueAt(before, 'alarm_actions') ?? []].flat().filter((it) => !left.includes(it));
    return lost.map((it) => markdown`no longer tells ${shown(it)} that it goes off.`);
  },
};

const threshold: Rule = {
  type: alarms,
  find({ before, after }) {
    const [was, is] = [valueAt(before, 'threshold'), valueAt(after, 'threshold')];
    const isLower = /^LessThan/.test(String(valueAt(after, 'comparison_operator')));
    const isAbsurd = isLower
      ? typeof was === 'number' && typeof is === 'number' && was > 0 && is <= was / 10
      : isMultiplied(was, is);
    return isAbsurd ? [markdown`hardly goes off any more: ${'threshold'} ${shown(was)} → ${shown(is)}.`] : [];
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
  type: alarms,
  find: (change) => changesOf(change, watched).map((it) => markdown`watches something else: ${it}.`),
};

const counting: Rule = {
  type: metricFilter,
  find: (change) =>
    changesOf(change, ['log_group_name', 'pattern', 'metric_transformation']).map(
      (it) => markdown`counts other log lines, or under another name: ${it}.`,
    ),
};

function changesOf({ before, after }: OwnedChange, names: string[]): Markdown[] {
  return names.flatMap((name) => {
    const [was, is] = [valueAt(before, name), valueAt(after, name)];
    const isOther = after && typeof is !== 'symbol' && (isChanged(was, is) || isLost(was, is));
    return isOther ? [markdown`${name} ${shown(was)} → ${shown(is)}`] : [];
  });
}

/** Trouble is no longer noticed, or not told. */
export const nobodyIsTold = {
  'alarm destroyed': setting({
    type: alarms,
    path: 'alarm_name',
    isWorse: isLost,
    consequence: 'no longer raises an alarm',
  }),
  'alarm switched off': setting({
    type: alarms,
    path: 'actions_enabled',
    isWorse: (before, after) => after === false && before !== false,
    consequence: 'tells nobody when it goes off',
  }),
  'alarm actions': actions,
  'alarm suppressed': setting({
    type: alarms,
    path: 'actions_suppressor',
    isWorse: (before, after) => before !== undefined && !isEmpty(after) && !isDeepStrictEqual(before, after),
    consequence: 'tells nobody while another alarm goes off',
  }),
  'alarm muted': {
    type: 'aws_cloudwatch_alarm_mute_rule',
    find: ({ action, after }) =>
      after && action !== 'keep' && action !== 'forget' ? [markdown`mutes alarms at times.`] : [],
  },
  'alarm threshold': threshold,
  'alarm metric': watching,
  'alarm period': slower('period'),
  'alarm periods': slower('evaluation_periods'),
  'alarm datapoints': slower('datapoints_to_alarm'),
  'missing data': setting({
    type: alarms,
    path: 'treat_missing_data',
    isWorse: (before, after) => before === 'breaching' && after !== before && after !== undefined,
    consequence: 'no longer goes off when there is no data at all',
  }),
  'metric filter destroyed': setting({
    type: metricFilter,
    path: 'name',
    isWorse: isLost,
    consequence: 'no longer counts log lines, which alarms may watch',
  }),
  'metric filter': counting,
  'log subscription destroyed': setting({
    type: 'aws_cloudwatch_log_subscription_filter',
    path: 'destination_arn',
    isWorse: (before, after) => !isEmpty(before) && after === undefined,
    consequence: 'no longer passes log lines on',
  }),
  'subscription destroyed': setting({
    type: subscription,
    path: 'endpoint',
    isWorse: isLost,
    consequence: 'no longer tells a subscriber',
  }),
  'subscription of another': setting({
    type: subscription,
    path: 'endpoint',
    isWorse: isChanged,
    consequence: 'tells another subscriber instead',
  }),
  'subscription filtered': setting({
    type: subscription,
    path: 'filter_policy',
    isWorse: (before, after) => before !== undefined && !isEmpty(after) && !isDeepStrictEqual(before, after),
    consequence: 'tells the subscriber of other messages than before',
  }),
  'key of a topic': setting({
    type: 'aws_sns_topic',
    path: 'kms_master_key_id',
    isWorse: (before, after) => before !== after && /(^|:)alias\/aws\/sns$/.test(String(after)),
    consequence: 'is encrypted with a key that CloudWatch may not use, so that no alarm gets through',
  }),
  'outcomes lost': setting({
    type: 'aws_lambda_function_event_invoke_config',
    path: 'destination_config.0.on_success.0.destination',
    isWorse: (before, after) => after !== undefined && isLost(before, after),
    consequence: 'no longer tells anyone of outcomes',
  }),
  'another log group': setting({
    type: lambda,
    path: 'logging_config.0.log_group',
    isWorse: (before, after) => after !== undefined && (isChanged(before, after) || isLost(before, after)),
    consequence: 'writes its log where no metric filter looks',
  }),
  'log format': setting({
    type: lambda,
    path: 'logging_config.0.log_format',
    isWorse: (before, after) => before === 'JSON' && after !== before && after !== undefined,
    consequence: 'writes log lines that no metric filter understands',
  }),
  'log level': setting({
    type: lambda,
    path: 'logging_config.0.application_log_level',
    isWorse: (before, after) => before !== undefined && rank(after) > Math.max(rank(before), 0),
    consequence: 'leaves out log lines that a metric filter counts',
  }),
} satisfies Rules;

function slower(path: string): Rule {
  return setting({ type: alarms, path, isWorse: isMultiplied, consequence: 'goes off much later' });
}

/** Outcomes are logged at the level INFO. */
function rank(level: Value | undefined): number {
  return ['INFO', 'WARN', 'ERROR', 'FATAL'].indexOf(String(level));
}
