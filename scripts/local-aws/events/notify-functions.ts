import type { DeployedFunction } from '../lambda/deployed-functions.ts';
import type { ObjectChange } from '../s3/store/object-store.ts';
import type { Stack } from '../terraform/stack.ts';
import { isSubscribed } from './is-subscribed.ts';
import { notificationEvent } from './notification-event.ts';

/**
 * Sends S3's notification of a change to every function that is subscribed to it.
 *
 * @param deliver calls its argument to deliver one notification
 */
export function notifyFunctions(
  change: ObjectChange,
  {
    stack,
    functions,
    deliver,
  }: { stack: Stack; functions: ReadonlyMap<string, DeployedFunction>; deliver: (send: () => void) => void },
): void {
  for (const { bucket, lambda_function } of stack.notifications) {
    for (const subscription of lambda_function) {
      if (bucket !== change.bucket || !isSubscribed(subscription, change)) continue;
      const subscriber = [...functions.values()].find(({ arn }) => arn === subscription.lambda_function_arn);
      deliver(() => void subscriber?.enqueue(notificationEvent(change, stack)));
    }
  }
}
