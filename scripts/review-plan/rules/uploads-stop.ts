import { joined, type Markdown, markdown } from '../markdown.ts';
import type { OwnedChange } from '../ownership.ts';
import { shown } from '../shown.ts';
import { valueAt } from '../values.ts';
import { originsOf } from './cors.ts';
import { lostSubscriptions, type Subscription, subscriptionsOf } from './notification.ts';
import type { PlannedChanges, Rule, Rules } from './rule.ts';
import { isChanged, isCutDown, isLost, setting, shrinks } from './setting.ts';

const lambda = 'aws_lambda_function';
const invocations = 'aws_lambda_function_event_invoke_config';

/** A bucket has one notification configuration, and Terraform does not read the one that it replaces. */
const replacedNotification: Rule = {
  type: 'aws_s3_bucket_notification',
  find: ({ before, after, owner }) =>
    after && !before && owner !== 'created'
      ? [
          markdown`replaces every notification that the bucket ${shown(after['bucket'])} has, which nobody can see in this plan.`,
        ]
      : [],
};

const lostNotification: Rule = {
  type: 'aws_s3_bucket_notification',
  find(change, plan) {
    const [before, after] = [subscriptionsOf(change.before), subscriptionsOf(change.after)];
    const isHarmless = harmlessIn(change, plan);
    const lost = lostSubscriptions(before, after, { isHarmless, unknownFits: true });
    if (lost.length > 0)
      return [...new Set(lost.map(groupOf))].map((it) => lossOf(lost.filter((each) => groupOf(each) === it)));
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
  return JSON.stringify([String(target), prefix, suffix]);
}

function lossOf(group: readonly Subscription[]): Markdown {
  const [first] = group;
  const events = joined(
    group.map(({ event }) => markdown`${String(event)}`),
    ', ',
  );
  const keys = `${first?.prefix}*${first?.suffix}`;
  const about = keys === '*' ? markdown`every key` : markdown`the keys ${keys}`;
  return markdown`no longer notifies ${shown(first?.target)} of ${events} for ${about}.`;
}

/** A role goes that a function still has. */
const lostRole: Rule = {
  type: 'aws_iam_role',
  find({ action, before }, plan) {
    const [user] = plan.withAfter(lambda, 'role', valueAt(before, 'arn'));
    return action === 'destroy' && user ? [markdown`is the role that ${user.address} works in.`] : [];
  },
};

/** The function is invoked no more, cannot work, or loses the events that it fails. */
export const uploadsStop = {
  'notification created': replacedNotification,
  'notification lost': lostNotification,
  'no concurrency': setting({
    type: lambda,
    path: 'reserved_concurrent_executions',
    isWorse: (before, after) => after === 0 && before !== 0,
    consequence: 'stops the function: each new upload goes straight to the dead-letter queue',
  }),
  timeout: setting({
    type: lambda,
    path: 'timeout',
    // To read and to write alone may take eight seconds.
    isWorse: isCutDown(10, 3),
    consequence: 'leaves too little time for images that were processed until now',
  }),
  memory: setting({
    type: lambda,
    path: 'memory_size',
    isWorse: isCutDown(512, 128),
    consequence: 'leaves too little memory for images that were processed until now',
  }),
  handler: setting({
    type: lambda,
    path: 'handler',
    isWorse: (before, after) => isChanged(before, after),
    consequence: 'starts at another place in the code',
  }),
  runtime: setting({
    type: lambda,
    path: 'runtime',
    isWorse: (before, after) => isChanged(before, after) && !/^nodejs/.test(String(after)),
    consequence: 'runs in another language than the code is written in',
  }),
  architecture: setting({
    type: lambda,
    path: 'architectures',
    isWorse: isChanged,
    consequence: 'runs on another processor, for which the package may hold no native code',
  }),
  network: setting({
    type: lambda,
    path: 'vpc_config.0.subnet_ids',
    isWorse: (before, after) => isLost(after, before) && before !== undefined,
    consequence: 'moves the function into a network from which it may not reach S3',
  }),
  role: setting({
    type: lambda,
    path: 'role',
    isWorse: isChanged,
    consequence: 'makes the function work in another role: compare what that one allows',
  }),
  'role destroyed': lostRole,
  'failed events lost': setting({
    type: invocations,
    path: 'destination_config.0.on_failure.0.destination',
    isWorse: isLost,
    consequence: 'no longer keeps failed events',
  }),
  'failed events elsewhere': setting({
    type: invocations,
    path: 'destination_config.0.on_failure.0.destination',
    isWorse: isChanged,
    consequence: 'sends failed events elsewhere, where neither the alarm nor `redrive` looks',
  }),
  'dead letters lost': setting({
    type: /^aws_(lambda_function|cloudwatch_event_target|scheduler_schedule)$/,
    path: 'dead_letter_config.0.target_arn',
    isWorse: (before, after) => after !== undefined && (isLost(before, after) || isChanged(before, after)),
    consequence: 'no longer keeps failed events where it did',
  }),
  'dead letters of a target lost': setting({
    type: 'aws_cloudwatch_event_target',
    path: 'dead_letter_config.0.arn',
    isWorse: (before, after) => after !== undefined && (isLost(before, after) || isChanged(before, after)),
    consequence: 'no longer keeps failed events where it did',
  }),
  'size of messages': setting({
    type: 'aws_sqs_queue',
    path: 'max_message_size',
    isWorse: shrinks(262_144),
    consequence: 'takes no failed event that is larger',
  }),
  'SSE-C': setting({
    type: 'aws_s3_bucket_server_side_encryption_configuration',
    path: 'rule.0.blocked_encryption_types',
    isWorse: (before, after) =>
      [before].flat().includes('SSE-C') && after !== undefined && ![after].flat().includes('SSE-C'),
    consequence: "accepts uploads that are encrypted with the sender's own key, which the function cannot read",
  }),
  'requester pays': setting({
    type: 'aws_s3_bucket_request_payment_configuration',
    path: 'payer',
    isWorse: (before, after) => after === 'Requester' && before !== 'Requester',
    consequence: 'refuses every request that does not offer to pay',
  }),
  'uploads from web pages': {
    type: 'aws_s3_bucket_cors_configuration',
    find({ before, after }) {
      const left = new Set(originsOf(after));
      return originsOf(before)
        .filter((origin) => ![origin, '*'].some((it) => left.has(it)))
        .map((origin) => markdown`no longer lets the pages of ${origin} use the bucket.`);
    },
  },
} satisfies Rules;
