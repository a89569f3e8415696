import { markdown } from '../markdown.ts';
import { isEmpty, type Value, valueAt } from '../values.ts';
import { changesOf } from './changes-of.ts';
import type { PlannedChanges, Rule, Rules } from './rule.ts';
import { isChanged, isLost, isLostOrChanged, isSetOtherwise, setting } from './setting.ts';

const metricFilter = 'aws_cloudwatch_log_metric_filter';
const subscription = 'aws_sns_topic_subscription';
const lambda = 'aws_lambda_function';
/** The plan of a probe, as the infrastructure writes it, in the variables of its function. */
const probePath = 'environment.0.variables.PROBE';

const counting: Rule = {
  type: metricFilter,
  find(change, plan) {
    const [was, is] = [change.before, change.after].map((it) => withoutProbe(valueAt(it, 'pattern'), plan));
    const isPatternKept = typeof is === 'string' && was === is;
    return changesOf(change, ['log_group_name', ...(isPatternKept ? [] : ['pattern']), 'metric_transformation']).map(
      (it) => markdown`counts other log lines, or under another name: ${it}.`,
    );
  },
};

/** Returns a pattern without the condition that leaves out the images of a probe, which need no alarm. */
function withoutProbe(pattern: Value | undefined, plan: PlannedChanges): Value | undefined {
  if (typeof pattern !== 'string') return pattern;
  return plan
    .ofType(lambda)
    .flatMap(({ before, after }) => [before, after])
    .map((it) => valueAt(it, `${probePath}.prefix`))
    .reduce<string>((rest, prefix) => rest.replaceAll(` && $.key != "${String(prefix)}*"`, ''), pattern);
}

/** Changes after which nobody notices a problem, or nobody is notified of it. */
export const nobodyIsTold = {
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
    isWorse: (before, after) => before !== undefined && isSetOtherwise(before, after),
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
  'probe of the configuration': setting({
    type: lambda,
    path: `${probePath}.kind`,
    isWorse: (before, after) => before === 'upload' && after !== before && after !== undefined,
    consequence: 'no longer tries whether an upload gets its thumbnail',
  }),
  'another log group': setting({
    type: lambda,
    path: 'logging_config.0.log_group',
    isWorse: (before, after) => after !== undefined && isLostOrChanged(before, after),
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

/** Outcomes are logged at the level INFO. */
function rank(level: Value | undefined): number {
  return ['INFO', 'WARN', 'ERROR', 'FATAL'].indexOf(String(level));
}
