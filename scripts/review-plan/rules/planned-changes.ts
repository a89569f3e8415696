import type { OwnedChange } from '../ownership.ts';
import { type Value, valueAt } from '../values.ts';
import type { PlannedChanges } from './rule.ts';

/** Returns a plan in which rules find other changes in the time that one look-up takes, however many there are. */
export function plannedChanges(changes: readonly OwnedChange[], accounts: ReadonlySet<string>): PlannedChanges {
  const byType = groupBy(changes, ({ type }) => type);
  const indices = new Map<string, Map<Value | undefined, OwnedChange[]>>();
  return {
    accounts,
    ofType: (type) => byType.get(type) ?? [],
    withAfter(type, argument, value) {
      const name = `${type} ${argument}`;
      const index = indices.get(name) ?? groupBy(byType.get(type) ?? [], ({ after }) => valueAt(after, argument));
      indices.set(name, index);
      return typeof value === 'string' ? (index.get(value) ?? []) : [];
    },
  };
}

function groupBy<Item, Key>(items: readonly Item[], keyOf: (item: Item) => Key): Map<Key, Item[]> {
  const groups = new Map<Key, Item[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}
