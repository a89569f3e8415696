import type { Pattern, Statement } from './statement.ts';

/** The condition keys that name the account of a caller, or of the resource that a service calls for. */
const callers = /^aws:(source(account|arn|owner)|principal(account|arn))$/;

/** Returns the 12 digits of the account in an ARN, or in a number of 12 digits; `undefined` for anything else. */
export function accountOf(text: string): string | undefined {
  return /^(?:arn:[^:]*:[^:]*:[^:]*:)?(\d{12})(?::|$)/.exec(text)?.[1];
}

/** Returns the accounts that a statement names as its principals. */
export function principalAccounts({ principal }: Statement): string[] {
  return accountsOf(principal.patterns);
}

/** Returns the accounts that a statement names in any other place: in its resources, and in conditions on callers. */
export function otherAccounts({ resource, conditions }: Statement): string[] {
  const values = conditions.filter(({ key }) => callers.test(key)).flatMap((it) => it.values);
  return accountsOf([...resource.patterns, ...values]);
}

function accountsOf(patterns: Pattern[]): string[] {
  return patterns.flatMap((it) => (typeof it === 'string' ? (accountOf(it) ?? []) : []));
}
