import * as z from 'zod';

/** The end of a page: after a key, or after all keys that begin with a common prefix. */
export const Position = z.strictObject({ after: z.string(), kind: z.enum(['key', 'commonPrefix']) });
export type Position = z.infer<typeof Position>;

export interface ListingQuery {
  readonly prefix?: string | undefined;
  readonly delimiter?: string | undefined;
  readonly position?: Position | undefined;
  /** The maximum number of keys and common prefixes together. No limit by default. */
  readonly maxKeys?: number;
}

export interface ListingPage {
  readonly keys: readonly string[];
  /** The keys that contain the delimiter after the prefix, each cut off after that delimiter, without duplicates. */
  readonly commonPrefixes: readonly string[];
  /** The start of the next page; undefined on the last page. */
  readonly next: Position | undefined;
}

/** Returns one page of `sortedKeys`, which must be in the order of `compareKeys`. */
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

/**
 * Compares keys by their UTF-8 bytes, as S3 does. The order of UTF-16 units is the same, except that surrogates come last.
 */
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

/** Returns the index of the first key for which `isBeyond` is true, by binary search. It must be true for all later keys. */
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
