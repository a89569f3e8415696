import { isDeepStrictEqual } from 'node:util';
import { type Attributes, fieldOf, isAttributes, isNothing, type Value } from '../values.ts';

/** A place in which two values differ. Of two lists, it holds the items that only one of them has. */
export interface Difference {
  path: string;
  before: Value | undefined;
  after: Value | undefined;
}

/** Returns the places in which two values differ, down to plain values and lists of plain values. */
export function differences(before: Value | undefined, after: Value | undefined, path = ''): Difference[] {
  if (isDeepStrictEqual(before, after) || (isNothing(before) && isNothing(after))) return [];
  const within = (name: string | number) => (path === '' ? `${name}` : `${path}.${name}`);

  const [wasObject, isObject] = [fieldsOf(before), fieldsOf(after)];
  if (wasObject && isObject) {
    const names = new Set([...Object.keys(wasObject), ...Object.keys(isObject)]);
    return [...names].flatMap((name) => differences(fieldOf(wasObject, name), fieldOf(isObject, name), within(name)));
  }
  if (!Array.isArray(before) && !Array.isArray(after)) return [{ path, before, after }];
  const [wasList, isList] = [itemsOf(before), itemsOf(after)];
  const [removed, added] = [without(wasList, isList), without(isList, wasList)];
  if (removed.length + added.length === 0) return [{ path, before, after }];
  if (![...removed, ...added].some((item) => typeof item === 'object')) {
    return [{ path, before: orNothing(removed), after: orNothing(added) }];
  }
  // Most blocks are lists of one item, whose index says nothing.
  if (wasList.length <= 1 && isList.length <= 1) return differences(wasList[0], isList[0], path);
  return Array.from({ length: Math.max(removed.length, added.length) }, (_, index) =>
    differences(removed[index], added[index], within(index)),
  ).flat();
}

function fieldsOf(value: Value | undefined): Attributes | undefined {
  if (isNothing(value)) return {};
  return isAttributes(value) ? { ...value, ...statementsBySid(value['Statement']) } : undefined;
}

/** Returns the statements of a policy by their names, so that each is compared with its namesake. */
function statementsBySid(statements: Value | undefined): Attributes {
  const bySid = new Map<string, Value>();
  for (const statement of itemsOf(statements)) {
    if (!isAttributes(statement)) return {};
    const { Sid, ...rest } = statement;
    if (typeof Sid !== 'string' || bySid.has(Sid)) return {};
    bySid.set(Sid, rest);
  }
  return isNothing(statements) ? {} : { Statement: Object.fromEntries(bySid) };
}

/** Policies often write a list of one item without brackets. */
function itemsOf(value: Value | undefined): Value[] {
  return isNothing(value) ? [] : [value].flat();
}

/** Returns the items that are left when each item of another list has removed one that equals it. */
function without(items: Value[], others: Value[]): Value[] {
  const rest = [...others];
  return items.filter((item) => {
    const index = rest.findIndex((other) => isDeepStrictEqual(other, item));
    if (index >= 0) rest.splice(index, 1);
    return index < 0;
  });
}

function orNothing(items: Value[]): Value | undefined {
  return items.length === 0 ? undefined : items;
}
