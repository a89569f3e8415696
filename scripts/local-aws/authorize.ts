import { isAllowed } from '../policies/is-allowed.ts';
import type { RolePolicy } from '../policies/role-policy.ts';
import type { Stack } from './terraform/stack.ts';

/** Whether the owner of an access key may do an IAM action, such as `s3:GetObject`, on a resource's ARN. */
export type Authorize = (request: { accessKeyId: string; action: string; resource: string }) => boolean;

/** The policies of a role, by its name. */
export type PoliciesOf = (roleName: string) => readonly RolePolicy[];

/**
 * Authorizes a role by its policies, and lets every other caller do anything. A role's access key is its name.
 */
export function authorizeRoles({ roles }: Stack, policiesOf: PoliciesOf): Authorize {
  const names = new Set(roles.map(({ name }) => name));
  return ({ accessKeyId, ...request }) => !names.has(accessKeyId) || isAllowed(policiesOf(accessKeyId), request);
}
