import { attachmentOf, type OwnedChange } from '../ownership.ts';
import { type Value, valueAt } from '../values.ts';
import type { PlannedChanges } from './rule.ts';

/** Returns an index of changes, with which rules find others in the time that it takes to look one up. */
export function plannedChanges(changes: readonly OwnedChange[], accounts: ReadonlySet<string>): PlannedChanges {
  const byType = groupBy(changes, ({ type }) => type);
  const byOwner = groupBy(changes, ({ type, after }) => keyOf(type, after && valueAt(after, ownerArgument(type))));
  return {
    accounts,
    ofType: (type) => byType.get(type) ?? [],
    partsAfter(change, owner) {
      const parts = typeof owner === 'string' ? byOwner.get(keyOf(change.type, owner)) : undefined;
      return (parts ?? []).filter((it) => it !== change);
    },
  };
}

function ownerArgument(type: string): string {
  return attachmentOf(type)?.argument ?? 'id';
}

function keyOf(type: string, owner: Value | undefined): string {
  return `${type} ${typeof owner === 'string' ? owner : ''}`;
}

function groupBy<Item>(items: readonly Item[], keyOf: (item: Item) => string): Map<string, Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}
