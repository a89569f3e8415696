import { type Attributes, isAttributes, type Value, valueAt } from '../values.ts';

/** One kind of event that a bucket reports, for the keys that match, to one target. A symbol is not known yet. */
export interface Subscription {
  target: string | symbol;
  event: string | symbol;
  prefix: string | symbol;
  suffix: string | symbol;
}

/** By the block of the argument: the attribute that names its target. */
const targets = { lambda_function: 'lambda_function_arn', queue: 'queue_arn', topic: 'topic_arn' };

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-how-to-event-types-and-destinations.html */
const kinds: Readonly<Record<string, string[]>> = {
  's3:ObjectCreated': ['Put', 'Post', 'Copy', 'CompleteMultipartUpload'],
  's3:ObjectRemoved': ['Delete', 'DeleteMarkerCreated'],
  's3:LifecycleExpiration': ['Delete', 'DeleteMarkerCreated'],
  's3:ObjectRestore': ['Post', 'Completed', 'Delete'],
  's3:ObjectTagging': ['Put', 'Delete'],
};

/** Returns what a notification of a bucket (`aws_s3_bucket_notification`) subscribes to. */
export function subscriptionsOf(notification: Attributes | undefined): Subscription[] {
  const blocks = Object.entries(targets).flatMap(([name, target]) =>
    blocksOf(valueAt(notification, name)).flatMap((block) =>
      eventsOf(block).map((event) => ({
        target: known(valueAt(block, target)),
        event,
        prefix: known(valueAt(block, 'filter_prefix')),
        suffix: known(valueAt(block, 'filter_suffix')),
      })),
    ),
  );
  const bridge = { target: 'EventBridge', event: 's3:*', prefix: '', suffix: '' };
  return valueAt(notification, 'eventbridge') === true ? [...blocks, bridge] : blocks;
}

/**
 * Returns the subscriptions that nothing replaces.
 *
 * @param isHarmless whether the loss of one kind of event, such as `s3:ObjectRemoved:Delete`, does not matter
 * @param unknownFits whether a target that is not known yet counts as the same
 */
export function lostSubscriptions(
  before: readonly Subscription[],
  after: readonly Subscription[],
  options: { isHarmless: (event: string) => boolean; unknownFits: boolean },
): Subscription[] {
  const { isHarmless, unknownFits } = options;
  const fits = (was: string | symbol, is: string | symbol, matches: (was: string, is: string) => boolean) =>
    was === is || (typeof was === 'string' && typeof is === 'string' ? matches(was, is) : unknownFits);
  const isKept = (event: string | symbol, was: Subscription) =>
    after.some(
      (is) =>
        fits(was.target, is.target, () => false) &&
        fits(event, is.event, isOfFamily) &&
        fits(was.prefix, is.prefix, (longer, shorter) => longer.startsWith(shorter)) &&
        fits(was.suffix, is.suffix, (longer, shorter) => longer.endsWith(shorter)),
    );
  return before.filter((was) => kindsOf(was.event).some((event) => !isKept(event, was) && !isHarmless(String(event))));
}

function kindsOf(event: string | symbol): (string | symbol)[] {
  if (typeof event === 'symbol') return [event];
  const family = event.replace(/:\*$/, '');
  return family === event ? [event] : (kinds[family]?.map((kind) => `${family}:${kind}`) ?? [event]);
}

function isOfFamily(event: string, family: string): boolean {
  return family.endsWith(':*') && event.startsWith(family.slice(0, -1));
}

/** A list of blocks that is not known as a whole has one block of which nothing is known. */
function blocksOf(value: Value | undefined): Attributes[] {
  if (typeof value === 'symbol')
    return [{ lambda_function_arn: value, queue_arn: value, topic_arn: value, events: value }];
  return [value].flat().filter(isAttributes);
}

function eventsOf(block: Attributes): (string | symbol)[] {
  const events = valueAt(block, 'events');
  return [events].flat().filter((event) => typeof event === 'string' || typeof event === 'symbol');
}

function known(value: Value | undefined): string | symbol {
  return typeof value === 'string' || typeof value === 'symbol' ? value : '';
}
