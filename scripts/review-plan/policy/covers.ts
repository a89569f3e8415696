import { isDeepStrictEqual } from 'node:util';
import type { Condition, Pattern, Scope, Statement } from './statement.ts';

/** Tests whose condition holds for fewer requests when it lists fewer values. */
const tests = /^(ForAnyValue:)?(String|Arn|Numeric|Date)(Equals|Like)(IgnoreCase)?$|^(ForAnyValue:)?(Bool|IpAddress)$/;

/**
 * Whether a statement holds for every request that another one holds for. When in doubt it says no, so that whoever asks
 * looks at a change once too often rather than never.
 *
 * @param unknownFits what to take of a pattern that is not known: that it fits, or that it does not.
 */
export function covers(wide: Statement, narrow: Statement, unknownFits: boolean): boolean {
  return (
    scopeCovers(wide.action, narrow.action, unknownFits, (text) => text.toLowerCase()) &&
    scopeCovers(wide.resource, narrow.resource, unknownFits) &&
    scopeCovers(wide.principal, narrow.principal, unknownFits) &&
    wide.conditions.every((condition) => narrow.conditions.some((other) => implies(other, condition, unknownFits)))
  );
}

function scopeCovers(wide: Scope, narrow: Scope, unknownFits: boolean, fold = (text: string) => text): boolean {
  if (isDeepStrictEqual(wide, narrow)) return true;
  if (wide.except) return false;
  if (narrow.except) return wide.patterns.includes('*');
  return narrow.patterns.every((pattern) =>
    wide.patterns.some((other) => patternCovers(other, pattern, unknownFits, fold)),
  );
}

function patternCovers(wide: Pattern, narrow: Pattern, unknownFits: boolean, fold: (text: string) => string): boolean {
  if (wide === narrow) return true;
  if (typeof wide === 'symbol' || typeof narrow === 'symbol') return unknownFits;
  return fits(fold(wide), fold(narrow));
}

function implies(narrow: Condition, wide: Condition, unknownFits: boolean): boolean {
  if (narrow.test !== wide.test || narrow.key !== wide.key) return false;
  const within = (some: Pattern[], others: Pattern[]) =>
    some.every((value) => others.includes(value) || (unknownFits && typeof value === 'symbol'));
  return within(narrow.values, wide.values) && (tests.test(wide.test) || within(wide.values, narrow.values));
}

/**
 * Whether a pattern fits whatever another one fits: `*` stands for any characters, `?` for one. Goes back to the last `*`
 * only, so that no pattern makes it take longer than the product of both lengths.
 */
function fits(wide: string, narrow: string): boolean {
  let at = 0;
  let star = -1;
  let starAt = 0;
  for (let index = 0; index < narrow.length; ) {
    const [expected, actual] = [wide[at], narrow[index]];
    if (expected === '*') {
      star = at++;
      starAt = index;
    } else if (expected === actual || (expected === '?' && actual !== '*')) {
      at++;
      index++;
    } else if (star >= 0) {
      at = star + 1;
      index = ++starAt;
    } else return false;
  }
  return /^\**$/.test(wide.slice(at));
}
