import { createHash } from 'node:crypto';
import type { Plan } from './plan.ts';
import type { Danger } from './rules/dangers.ts';
import { isObject } from './values.ts';

/**
 * Returns the SHA-256, as 64 hex digits, of everything that a plan changes and of every danger in it. Two plans of the same
 * changes have the same digest, in any order. A resource that is kept as it is counts for its dangers alone,
 * because AWS may change some of its attributes at any time.
 */
export function digestOf(plan: Plan, dangers: readonly Danger[]): string {
  const isChanged = ({ actions }: { actions: string[] }) => actions.join() !== 'no-op';
  const content = {
    resources: inOrder(
      plan.resource_changes.filter(
        ({ change, previous_address }) =>
          isChanged(change) || previous_address !== undefined || change.importing !== undefined,
      ),
    ),
    outputs: Object.fromEntries(Object.entries(plan.output_changes).filter(([, change]) => isChanged(change))),
    actions: inOrder(plan.action_invocations),
    dangers: inOrder(dangers.map(({ address, message }) => [address, message.text])),
  };
  return createHash('sha256').update(canonical(content)).digest('hex');
}

function inOrder(items: readonly unknown[]): string[] {
  return items.map(canonical).sort();
}

/** JSON in which the order of an object's fields makes no difference. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) =>
    isObject(part) ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1))) : part,
  );
}
