import { joined, type Markdown, markdown } from '../markdown.ts';
import type { OwnedChange } from '../ownership.ts';
import { shown } from '../shown.ts';
import { isNothing, type Value, valueAt } from '../values.ts';
import type { PlannedChanges, Rule, Rules } from './rule.ts';
import { lostSubscriptions, type Subscription, subscriptionsOf } from './subscriptions.ts';

const eventRule = 'aws_cloudwatch_event_rule';

/** A bucket has one notification configuration, and Terraform does not read the one that it replaces. */
const replaced: Rule = {
  type: 'aws_s3_bucket_notification',
  find: ({ before, after, owner }) =>
    after && !before && owner !== 'created'
      ? [
          markdown`replaces all notifications that the bucket ${shown(after['bucket'])} has, and this plan does not show them.`,
        ]
      : [],
};

const lost: Rule = {
  type: 'aws_s3_bucket_notification',
  find(change, plan) {
    const [before, after] = [subscriptionsOf(change.before), subscriptionsOf(change.after)];
    const isHarmless = harmlessIn(change, plan);
    const certain = lostSubscriptions(before, after, { isHarmless, unknownFits: true });
    if (certain.length > 0) {
      return [...new Set(certain.map(groupOf))].map((it) => lossOf(certain.filter((each) => groupOf(each) === it)));
    }
    const possible = lostSubscriptions(before, after, { isHarmless, unknownFits: false });
    return possible.length > 0 ? [markdown`cannot be checked: who is notified is known only after apply.`] : [];
  },
};

/** In a bucket that keeps versions, expiration adds a delete marker; only old versions, which have no thumbnail, are deleted. */
function harmlessIn({ before, after }: OwnedChange, plan: PlannedChanges): (event: string) => boolean {
  const bucket = valueAt(after, 'bucket') ?? valueAt(before, 'bucket');
  const isVersioned = plan
    .withAfter('aws_s3_bucket_versioning', 'bucket', bucket)
    .some((it) => valueAt(it.after, 'versioning_configuration.0.status') === 'Enabled');
  return (event) => isVersioned && event === 's3:LifecycleExpiration:Delete';
}

function groupOf({ target, prefix, suffix }: Subscription): string {
  return JSON.stringify([target, prefix, suffix].map(String));
}

function lossOf(group: readonly Subscription[]): Markdown {
  const [first] = group;
  const events = joined(
    group.map(({ event }) => markdown`${String(event)}`),
    ', ',
  );
  const keys = `${String(first?.prefix)}*${String(first?.suffix)}`;
  const about = keys === '*' ? markdown`every key` : markdown`the keys ${keys}`;
  return markdown`no longer notifies ${shown(first?.target)} of ${events} for ${about}.`;
}

/** Events that come between the destruction and the creation of their way reach nobody. */
const gap: Rule = {
  type: /^aws_(s3_bucket_notification|lambda_permission|cloudwatch_event_(rule|target))$/,
  find(change, plan) {
    if (change.action !== 'replace') return [];
    return isOfSchedule(change, plan)
      ? [markdown`is absent for a moment while it is replaced: a run meanwhile may be left out.`]
      : [markdown`is absent for a moment while it is replaced: uploads meanwhile may be lost.`];
  },
};

/** Whether a rule runs by a schedule, as that of a probe does; or a target or a permission belongs to such a rule. */
function isOfSchedule({ type, before }: OwnedChange, plan: PlannedChanges): boolean {
  const nameOf: Readonly<Record<string, Value | undefined>> = {
    [eventRule]: valueAt(before, 'name'),
    aws_cloudwatch_event_target: valueAt(before, 'rule'),
    aws_lambda_permission: String(valueAt(before, 'source_arn')).split(':rule/')[1],
  };
  const name = nameOf[type];
  if (name === undefined) return false;
  return plan
    .ofType(eventRule)
    .some(({ before: rule }) => valueAt(rule, 'name') === name && !isNothing(valueAt(rule, 'schedule_expression')));
}

/** A bucket no longer notifies whom it did, or not all the time. */
export const notifications = { replaced, lost, gap } satisfies Rules;
