import { joined, type Markdown, markdown } from '../markdown.ts';
import type { OwnedChange } from '../ownership.ts';
import { shown } from '../shown.ts';
import { valueAt } from '../values.ts';
import type { PlannedChanges, Rule, Rules } from './rule.ts';
import { lostSubscriptions, type Subscription, subscriptionsOf } from './subscriptions.ts';

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
  find: ({ action }) =>
    action === 'replace' ? [markdown`is absent for a moment while it is replaced: uploads meanwhile may be lost.`] : [],
};

/** A bucket no longer notifies whom it did, or not all the time. */
export const notifications = { replaced, lost, gap } satisfies Rules;
