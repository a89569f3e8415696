import type { Condition } from './statement.ts';
import { matchesArn, matchesWildcards } from './wildcards.ts';

const matchesBy = {
  StringEquals: (expected: string, actual: string) => expected === actual,
  StringLike: matchesWildcards,
  ArnEquals: matchesArn,
  ArnLike: matchesArn,
  NumericLessThan: (expected: string, actual: string) => Number(actual) < Number(expected),
  Bool: (expected: string, actual: string) => expected.toLowerCase() === actual.toLowerCase(),
};
type Positive = keyof typeof matchesBy;

/** The operators that are their opposites: they hold when no value matches, and when the key has no value. */
const oppositeOf: Partial<Record<string, Positive>> = {
  StringNotEquals: 'StringEquals',
  StringNotLike: 'StringLike',
  ArnNotEquals: 'ArnEquals',
  ArnNotLike: 'ArnLike',
};

/** The operators of conditions that `holds` evaluates, without `IfExists`. */
export const operators: readonly string[] = [...Object.keys(matchesBy), ...Object.keys(oppositeOf), 'Null'];

/**
 * Whether a condition holds for the value of its key, which may have none.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
 */
export function holds({ test, values }: Condition<string>, actual: string | undefined): boolean {
  if (test === 'Null') return values.includes(String(actual === undefined));
  if (actual === undefined) return test.endsWith('IfExists') || oppositeOf[test] !== undefined;
  const operator = test.replace(/IfExists$/, '');
  const opposite = oppositeOf[operator];
  if (opposite) return !values.some((expected) => matchesBy[opposite](expected, actual));
  const matches = matchesBy[operator as Positive];
  return matches !== undefined && values.some((expected) => matches(expected, actual));
}
