import { accountOf } from '../policies/accounts.ts';
import type { Plan } from './plan.ts';
import type { ResourceChange } from './resource-change.ts';

/**
 * Returns the 12 digits of each account that is in use already: that of the caller, and those that deployed resources name.
 * Empty for a plan that says nothing of either.
 */
export function knownAccounts({ prior_state }: Plan, changes: readonly ResourceChange[]): ReadonlySet<string> {
  const data = prior_state?.values.root_module.resources ?? [];
  const identities = data
    .filter(({ type }) => type === 'aws_caller_identity')
    .map(({ values }) => values['account_id']);
  const named = changes.flatMap(({ before }) => Object.values(before ?? {}));
  const texts = [...identities, ...named].filter((value) => typeof value === 'string');
  return new Set(texts.flatMap((text) => accountOf(text) ?? []));
}
