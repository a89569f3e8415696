import { isDeepStrictEqual } from 'node:util';
import type { Condition, Pattern, Scope, Statement } from './statement.ts';
import { coversArn, coversWildcards } from './wildcards.ts';

/** Tests whose condition holds for fewer requests when it lists fewer values. */
const tests = /^(ForAnyValue:)?(String|Arn|Numeric|Date)(Equals|Like)(IgnoreCase)?$|^(ForAnyValue:)?(Bool|IpAddress)$/;

/**
 * Whether a statement holds for every request that another one holds for. When in doubt it says no, because a change that is
 * looked at needlessly does no harm.
 *
 * @param unknownFits whether a pattern that is not known counts as a match
 */
export function covers(wide: Statement, narrow: Statement, unknownFits: boolean): boolean {
  return (
    scopeCovers(wide.action, narrow.action, unknownFits, (a, b) => coversWildcards(a.toLowerCase(), b.toLowerCase())) &&
    scopeCovers(wide.resource, narrow.resource, unknownFits, coversArn) &&
    scopeCovers(wide.principal, narrow.principal, unknownFits, (a, b) => a === '*' || accountOf(a) === accountOf(b)) &&
    wide.conditions.every((condition) => narrow.conditions.some((other) => implies(other, condition, unknownFits)))
  );
}

function scopeCovers(
  wide: Scope,
  narrow: Scope,
  unknownFits: boolean,
  matches: (wide: string, narrow: string) => boolean,
): boolean {
  if (isDeepStrictEqual(wide, narrow)) return true;
  if (wide.except) return false;
  if (narrow.except) return wide.patterns.includes('*');
  const fits = (one: Pattern, other: Pattern) =>
    one === other || (typeof one === 'string' && typeof other === 'string' ? matches(one, other) : unknownFits);
  return narrow.patterns.every((pattern) => wide.patterns.some((other) => fits(other, pattern)));
}

function implies(narrow: Condition, wide: Condition, unknownFits: boolean): boolean {
  if (narrow.test !== wide.test || narrow.key !== wide.key) return false;
  const within = (some: Pattern[], others: Pattern[]) =>
    some.every((value) => others.includes(value) || (unknownFits && typeof value === 'symbol'));
  return within(narrow.values, wide.values) && (tests.test(wide.test) || within(wide.values, narrow.values));
}

/** Returns the number of an account for its root user, because AWS stores either for the other; any other principal as it is. */
function accountOf(principal: string): string {
  return /^arn:[^:]+:iam::(\d{12}):root$/.exec(principal)?.[1] ?? principal;
}
