import type { Construct } from '../terraform.ts';
import { addServiceRole, type RoleProps } from './service-role.ts';

/** Adds the role of a function to its construct: Lambda may assume it, and it has exactly the given permissions. */
export function addFunctionRole(scope: Construct, props: RoleProps) {
  return addServiceRole(scope, { sid: 'AllowLambda', principal: 'lambda.amazonaws.com' }, props);
}
