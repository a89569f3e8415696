import { isDeepStrictEqual } from 'node:util';
import { conditional } from './expression.ts';
import { asBlocks, asList, isBlocks, isObject, type Json, type JsonObject } from './json.ts';

/** Resources, or data sources, by type and name. */
export type Blocks = Record<string, Record<string, JsonObject>>;

/**
 * Returns resources that are those of one stack if a condition holds, and those of another one if not: a resource of one alone gets a
 * `count`, an argument that differs becomes a conditional expression, and a nested block of one alone a dynamic block.
 */
export function mergeBlocks(condition: string, whenTrue: Blocks, whenFalse: Blocks): Blocks {
  const merged: Blocks = {};
  for (const type of keysOf(whenTrue, whenFalse)) {
    const [on = {}, off = {}] = [whenTrue[type], whenFalse[type]];
    merged[type] = Object.fromEntries(
      keysOf(on, off).map((name) => [name, mergeResource(condition, on[name], off[name])]),
    );
  }
  return merged;
}

function mergeResource(condition: string, on: JsonObject | undefined, off: JsonObject | undefined): JsonObject {
  if (on && off) return mergeArguments(condition, on, off);
  const only = on ?? off ?? {};
  const inner = only['count'] ?? 1;
  return { ...only, count: on ? conditional(condition, inner, 0) : conditional(condition, 0, inner) };
}

function mergeArguments(condition: string, on: JsonObject, off: JsonObject): JsonObject {
  const merged: JsonObject = {};
  const dynamic = mergeDynamic(condition, on['dynamic'], off['dynamic']);
  for (const name of keysOf(on, off)) {
    if (name === 'dynamic') continue;
    const [one, other] = [on[name], off[name]];
    if (name === 'count') merged[name] = mergeValue(condition, one ?? 1, other ?? 1);
    else if (name === 'depends_on') merged[name] = [...new Set([...asList(one), ...asList(other)])];
    else if (isBlocks(one ?? other) && isBlocks(other ?? one)) {
      const blocks = mergeBlockLists(condition, asBlocks(one), asBlocks(other));
      if (blocks.fixed.length > 0) merged[name] = blocks.fixed;
      if (blocks.dynamic.length > 0) dynamic[name] = [...asBlocks(dynamic[name]), ...blocks.dynamic];
    } else if (isObject(one ?? other) && (one === undefined || other === undefined)) {
      // It is a nested block: no map is an argument of one stack alone.
      const forEach = conditional(condition, one === undefined ? [] : [1], one === undefined ? [1] : []);
      dynamic[name] = [...asBlocks(dynamic[name]), { for_each: forEach, content: one ?? other ?? null }];
    } else merged[name] = mergeValue(condition, one, other);
  }
  if (Object.keys(dynamic).length > 0) merged['dynamic'] = dynamic;
  return merged;
}

function mergeValue(condition: string, on: Json | undefined, off: Json | undefined): Json {
  if (on !== undefined && isDeepStrictEqual(on, off)) return on;
  if (isObject(on) && isObject(off)) return mergeArguments(condition, on, off);
  return conditional(condition, on, off);
}

/** Blocks that have no name of their own correspond by their places. */
function identify(block: JsonObject, index: number): string {
  return String(block['sid'] ?? block['id'] ?? index);
}

function mergeBlockLists(condition: string, on: JsonObject[], off: JsonObject[]) {
  const [byOn, byOff] = [on, off].map((list) => new Map(list.map((block, index) => [identify(block, index), block])));
  const fixed: JsonObject[] = [];
  const dynamic: JsonObject[] = [];
  for (const id of new Set([...(byOn?.keys() ?? []), ...(byOff?.keys() ?? [])])) {
    const [one, other] = [byOn?.get(id), byOff?.get(id)];
    if (one && other) fixed.push(mergeArguments(condition, one, other));
    else if (one) dynamic.push({ for_each: conditional(condition, [1], []), content: one });
    else if (other) dynamic.push({ for_each: conditional(condition, [], [1]), content: other });
  }
  return { fixed, dynamic };
}

/** Merges what an earlier merge made dynamic. */
function mergeDynamic(condition: string, on: Json | undefined, off: Json | undefined): JsonObject {
  const [ofOn, ofOff] = [isObject(on) ? on : {}, isObject(off) ? off : {}];
  return Object.fromEntries(
    keysOf(ofOn, ofOff).map((name) => {
      const [one, other] = [asBlocks(ofOn[name]), asBlocks(ofOff[name])];
      const isIn = (list: JsonObject[], block: JsonObject) => list.some((each) => isDeepStrictEqual(each, block));
      return [
        name,
        [
          ...one.filter((block) => isIn(other, block)),
          ...one.filter((block) => !isIn(other, block)).map((block) => onlyIf(condition, block, true)),
          ...other.filter((block) => !isIn(one, block)).map((block) => onlyIf(condition, block, false)),
        ],
      ];
    }),
  );
}

function onlyIf(condition: string, block: JsonObject, expected: boolean): JsonObject {
  const forEach = block['for_each'];
  return { ...block, for_each: expected ? conditional(condition, forEach, []) : conditional(condition, [], forEach) };
}

function keysOf(...objects: object[]): string[] {
  return [...new Set(objects.flatMap((object) => Object.keys(object)))];
}

/** Writes the references to resources that have a count with their index. */
export function indexCounted(text: string, blocks: Blocks, prefix = ''): string {
  const counted = Object.entries(blocks).flatMap(([type, byName]) =>
    Object.entries(byName).flatMap(([name, { count }]) => (count === undefined ? [] : `${prefix}${type}.${name}`)),
  );
  return counted.reduce(
    (indexed, address) =>
      indexed.replaceAll(new RegExp(`(?<![\\w.])${address.replaceAll('.', '\\.')}\\.`, 'g'), `${address}[0].`),
    text,
  );
}
