import type { ObjectChange } from '../s3/store/object-change.ts';
import type { Stack } from '../terraform/stack.ts';

type LambdaSubscription = Stack['notifications'][number]['lambda_function'][number];

/**
 * Whether S3 notifies a function of a change.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-how-to-filtering.html
 */
export function isSubscribed(
  { events, filter_prefix, filter_suffix }: LambdaSubscription,
  { key, eventName }: Pick<ObjectChange, 'key' | 'eventName'>,
): boolean {
  const isOfKind = events.some((event) =>
    event.endsWith('*') ? `s3:${eventName}`.startsWith(event.slice(0, -1)) : event === `s3:${eventName}`,
  );
  return isOfKind && key.startsWith(filter_prefix) && key.endsWith(filter_suffix);
}
