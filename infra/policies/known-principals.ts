import type { Policy } from './reading/policy.ts';
import { statementsOf } from './reading/statements.ts';

/** No policy allows everybody. */
export const knownPrincipals: Policy = (block) => {
  const open = (statementsOf(block) ?? []).filter(
    ({ effect, principals, not_principals: notPrincipals }) =>
      effect !== 'Deny' &&
      (notPrincipals.length > 0 || principals.some(({ identifiers }) => identifiers.includes('*'))),
  );
  if (open.length === 0) return undefined;
  return `${open.map(({ sid }) => sid || 'a statement').join(' and ')} allows everybody: name the principals`;
};
