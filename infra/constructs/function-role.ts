import type { Names } from '../names.ts';
import type { Settings } from '../settings.ts';
import { createPolicyDocument, type Statement } from '../statement.ts';
import { type Construct, DataAwsIamPolicyDocument, IamRole, IamRolePolicy } from '../terraform.ts';
import { addExclusivePolicies } from './exclusive-policies.ts';

export interface FunctionRoleProps {
  name: string;
  path: Names['rolePath'];
  permissionsBoundary: Settings['permissionsBoundary'];
  permissions: Statement[];
}

/** Adds the role of a function to its construct: Lambda may assume it, and it has exactly the given permissions. */
export function addFunctionRole(scope: Construct, { name, path, permissionsBoundary, permissions }: FunctionRoleProps) {
  const trust = new DataAwsIamPolicyDocument(scope, 'trust', {
    statement: [
      {
        sid: 'AllowLambda',
        actions: ['sts:AssumeRole'],
        principals: [{ type: 'Service', identifiers: ['lambda.amazonaws.com'] }],
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
