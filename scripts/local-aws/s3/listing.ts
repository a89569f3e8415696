import * as z from 'zod';

/** Where a page ended: after a key, or after everything that a common prefix stands for. */
export const Position = z.strictObject({ after: z.string(), kind: z.enum(['key', 'commonPrefix']) });
export type Position = z.infer<typeof Position>;

export interface ListingQuery {
  readonly prefix?: string | undefined;
  readonly delimiter?: string | undefined;
  readonly position?: Position | undefined;
  /** Keys and common prefixes together; all, when it is left out. */
  readonly maxKeys?: number;
}

export interface ListingPage {
  readonly keys: readonly string[];
  /** What stands for the keys that have the delimiter after the prefix: each up to that delimiter, once. */
  readonly commonPrefixes: readonly string[];
  /** Where the next page begins; `undefined` on the last page. */
  readonly next: Position | undefined;
}

/** One page of `sortedKeys`, which are in the order of `compareKeys`. */
export function listPage(sortedKeys: readonly string[], query: ListingQuery): ListingPage {
  const { prefix = '', delimiter = '', maxKeys = Number.POSITIVE_INFINITY } = query;
  const keys: string[] = [];
  const commonPrefixes: string[] = [];
  let position = query.position;
  let index = Math.max(firstFrom(sortedKeys, prefix), position ? firstAfter(sortedKeys, position) : 0);

  for (let key = sortedKeys[index]; key?.startsWith(prefix); key = sortedKeys[index]) {
    if (keys.length + commonPrefixes.length >= maxKeys) return { keys, commonPrefixes, next: position };
    const end = delimiter === '' ? -1 : key.indexOf(delimiter, prefix.length);
    if (end === -1) {
      keys.push(key);
      position = { after: key, kind: 'key' };
      index += 1;
    } else {
      const commonPrefix = key.slice(0, end + delimiter.length);
      commonPrefixes.push(commonPrefix);
      position = { after: commonPrefix, kind: 'commonPrefix' };
      index = firstAfter(sortedKeys, position);
    }
  }
  return { keys, commonPrefixes, next: undefined };
}

/** S3's order of keys, that of their UTF-8 bytes: as of UTF-16 units, but for surrogates, which come after all other units. */
export function compareKeys(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let index = 0; index < length; index += 1) {
    const [x, y] = [a.charCodeAt(index), b.charCodeAt(index)];
    if (x !== y) return isSurrogate(x) === isSurrogate(y) ? x - y : Number(isSurrogate(x)) - Number(isSurrogate(y));
  }
  return a.length - b.length;
}

function isSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdfff;
}

function firstFrom(sortedKeys: readonly string[], key: string): number {
  return firstWhere(sortedKeys, (each) => compareKeys(each, key) >= 0);
}

function firstAfter(sortedKeys: readonly string[], { after, kind }: Position): number {
  return firstWhere(sortedKeys, (key) => {
    return compareKeys(key, after) > 0 && !(kind === 'commonPrefix' && key.startsWith(after));
  });
}

/** Binary search: `isBeyond` is false of the first keys, and true of all after them. */
function firstWhere(sortedKeys: readonly string[], isBeyond: (key: string) => boolean): number {
  let low = 0;
  let high = sortedKeys.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (isBeyond(sortedKeys[middle] ?? '')) high = middle;
    else low = middle + 1;
  }
  return low;
}
