import type { Statement } from '../statement.ts';
import type { ResourceArns } from './resource-arns.ts';

/**
 * Allows creating and changing the roles of an environment's functions as long as each has the boundary. A policy that allows more
 * than the boundary has no effect. Removing or changing the boundary is not allowed.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html
 */
export function rolePermissions({ roles }: Pick<ResourceArns, 'roles'>, boundary: string): Statement[] {
  return [
    {
      sid: 'WriteRolesWithinBoundary',
      actions: [
        'iam:CreateRole',
        'iam:DeleteRolePolicy',
        'iam:DetachRolePolicy',
        'iam:PutRolePermissionsBoundary',
        'iam:PutRolePolicy',
      ],
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
