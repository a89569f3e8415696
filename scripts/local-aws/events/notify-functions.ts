import type { DeployedFunction } from '../lambda/deployed-functions.ts';
import type { ObjectChange } from '../s3/store/object-change.ts';
import type { Stack } from '../terraform/stack.ts';
import { matchesPattern } from './event-pattern.ts';
import { isSubscribed } from './is-subscribed.ts';
import { notificationEvent } from './notification-event.ts';
import { objectEvent } from './object-event.ts';

/**
 * Sends a change to every function that S3 notifies of it, and to every function that a rule of EventBridge invokes for it.
 *
 * @param deliver calls its argument to deliver one event
 */
export function notifyFunctions(
  change: ObjectChange,
  {
    stack,
    functions,
    deliver,
  }: { stack: Stack; functions: ReadonlyMap<string, DeployedFunction>; deliver: (send: () => void) => void },
): void {
  const send = (functionArn: string, event: unknown) => {
    const subscriber = [...functions.values()].find(({ arn }) => arn === functionArn);
    deliver(() => void subscriber?.enqueue(event));
  };
  for (const { bucket, lambda_function } of stack.notifications) {
    for (const subscription of lambda_function) {
      if (bucket !== change.bucket || !isSubscribed(subscription, change)) continue;
      send(subscription.lambda_function_arn, notificationEvent(change, stack));
    }
  }
  if (!stack.eventBridgeBuckets.includes(change.bucket)) return;
  const event = objectEvent(change, stack);
  for (const { rule, arn } of stack.eventTargets) {
    const pattern = stack.eventRules.find(({ name }) => name === rule)?.pattern;
    if (pattern && matchesPattern(pattern, event)) send(arn, event);
  }
}
