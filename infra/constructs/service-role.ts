import type { Names } from '../names.ts';
import type { Settings } from '../settings.ts';
import { createPolicyDocument, type Statement } from '../statement.ts';
import { type Construct, DataAwsIamPolicyDocument, IamRole, IamRolePolicy } from '../terraform.ts';
import { addExclusivePolicies } from './exclusive-policies.ts';

/** A service of AWS that may assume a role. */
export interface TrustedService {
  sid: string;
  /** Such as `lambda.amazonaws.com`. */
  principal: string;
  condition?: Statement['condition'];
}

export interface RoleProps {
  name: string;
  path: Names['rolePath'];
  permissionsBoundary: Settings['permissionsBoundary'];
  permissions: Statement[];
}

/** Adds a role to its construct: one service may assume it, and it has exactly the given permissions. */
export function addServiceRole(
  scope: Construct,
  { sid, principal, condition }: TrustedService,
  { name, path, permissionsBoundary, permissions }: RoleProps,
) {
  const trust = new DataAwsIamPolicyDocument(scope, 'trust', {
    statement: [
      {
        sid,
        actions: ['sts:AssumeRole'],
        principals: [{ type: 'Service', identifiers: [principal] }],
        ...(condition && { condition }),
      },
    ],
  });
  const role = new IamRole(scope, 'role', {
    name,
    path,
    assumeRolePolicy: trust.json,
    ...(permissionsBoundary === undefined ? {} : { permissionsBoundary }),
  });
  const { json: policy } = createPolicyDocument(scope, 'permissions', permissions);
  const rolePolicy = new IamRolePolicy(scope, 'role-policy', { name, role: role.name, policy });
  addExclusivePolicies(scope, role, rolePolicy);
  return { role, rolePolicy };
}
