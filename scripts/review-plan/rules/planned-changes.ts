import { withoutKeys } from '../configuration.ts';
import type { OwnedChange } from '../ownership.ts';
import { type Value, valueAt } from '../values.ts';
import type { PlannedChanges } from './rule.ts';

/** Returns a plan in which rules find other changes in the time that one look-up takes, however many there are. */
export function plannedChanges(changes: readonly OwnedChange[], accounts: ReadonlySet<string>): PlannedChanges {
  const byType = groupBy(changes, ({ type }) => type);
  let references: Map<string, string[]> | undefined;
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
    referringArguments(configurationAddress) {
      references ??= argumentsByReference(changes);
      return references.get(configurationAddress) ?? [];
    },
  };
}

function argumentsByReference(changes: readonly OwnedChange[]): Map<string, string[]> {
  const all = changes.flatMap(({ references = new Map<string, string[]>() }) =>
    [...references].flatMap(([argument, addresses]) => addresses.map((address) => ({ argument, address }))),
  );
  return new Map(
    [...groupBy(all, ({ address }) => withoutKeys(address))].map(([address, found]) => [
      address,
      found.map(({ argument }) => argument),
    ]),
  );
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
