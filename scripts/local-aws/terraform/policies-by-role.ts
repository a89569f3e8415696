import { RolePolicy } from '../../policies/role-policy.ts';
import type { PoliciesOf } from '../authorize.ts';
import type { Stack } from './stack.ts';

/**
 * Parses the policies of a stack's roles.
 *
 * @throws {ZodError} when a policy holds something that the local IAM does not know
 */
export function policiesByRole({ rolePolicies }: Stack): PoliciesOf {
  const parsed = rolePolicies.map(({ role, policy }) => ({ role, policy: RolePolicy.parse(JSON.parse(policy)) }));
  return (roleName) => parsed.filter(({ role }) => role === roleName).map(({ policy }) => policy);
}
