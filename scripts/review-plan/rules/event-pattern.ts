import { isDeepStrictEqual } from 'node:util';
import { fieldOf, isAttributes, type Value } from '../values.ts';

/**
 * Whether one event pattern of EventBridge certainly matches every event that another one matches.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern.html
 */
export function coversPattern(wide: Value | undefined, narrow: Value | undefined): boolean {
  if (isDeepStrictEqual(wide, narrow)) return true;
  if (!isAttributes(wide) || !isAttributes(narrow)) return false;
  return Object.entries(wide).every(([field, expected]) => {
    const other = fieldOf(narrow, field);
    if (!Array.isArray(expected)) return coversPattern(expected, other);
    return Array.isArray(other) && other.every((value) => expected.some((it) => coversValue(it, value)));
  });
}

function coversValue(wide: Value, narrow: Value): boolean {
  if (isDeepStrictEqual(wide, narrow)) return true;
  const [prefix, suffix] = [only(wide, 'prefix'), only(wide, 'suffix')];
  const begins = typeof narrow === 'string' ? narrow : only(narrow, 'prefix');
  const ends = typeof narrow === 'string' ? narrow : only(narrow, 'suffix');
  return (
    (prefix !== undefined && begins?.startsWith(prefix) === true) ||
    (suffix !== undefined && ends?.endsWith(suffix) === true)
  );
}

/** Returns the text of a pattern such as `{ prefix: 'a' }` that has no other condition. */
function only(pattern: Value, name: string): string | undefined {
  const value = isAttributes(pattern) && Object.keys(pattern).length === 1 ? fieldOf(pattern, name) : undefined;
  return typeof value === 'string' ? value : undefined;
}
