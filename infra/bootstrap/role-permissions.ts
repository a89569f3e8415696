import type { ResourceArns } from './reach.ts';
import type { Statement } from './statement.ts';

/**
 * Lets one make and change the roles of an environment's functions, as long as each is held by the boundary: whoever gives
 * such a role more than the boundary allows has given it nothing. Nothing lets one take the boundary off, or change it.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html
 */
export function rolePermissions({ roles }: Pick<ResourceArns, 'roles'>, boundary: string): Statement[] {
  return [
    {
      sid: 'WriteRolesWithinBoundary',
      actions: ['iam:CreateRole', 'iam:DeleteRolePolicy', 'iam:PutRolePermissionsBoundary', 'iam:PutRolePolicy'],
      resources: roles,
      condition: [{ test: 'StringEquals', variable: 'iam:PermissionsBoundary', values: [boundary] }],
    },
    {
      sid: 'WriteRoles',
      actions: [
        'iam:DeleteRole',
        'iam:TagRole',
        'iam:UntagRole',
        'iam:UpdateAssumeRolePolicy',
        'iam:UpdateRole',
        'iam:UpdateRoleDescription',
      ],
      resources: roles,
    },
    {
      sid: 'PassRolesToLambda',
      actions: ['iam:PassRole'],
      resources: roles,
      condition: [{ test: 'StringEquals', variable: 'iam:PassedToService', values: ['lambda.amazonaws.com'] }],
    },
  ];
}
