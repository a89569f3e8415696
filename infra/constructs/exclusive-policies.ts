import {
  type Construct,
  type IamRole,
  IamRolePoliciesExclusive,
  type IamRolePolicy,
  type IamRolePolicyAttachment,
  IamRolePolicyAttachmentsExclusive,
} from '../terraform.ts';

/** Makes Terraform remove every other policy of a role, so that one that was added by hand is shown as drift. */
export function addExclusivePolicies(
  scope: Construct,
  role: IamRole,
  policy: IamRolePolicy,
  attachments: readonly IamRolePolicyAttachment[] = [],
): void {
  new IamRolePoliciesExclusive(scope, 'role-policies-exclusive', { roleName: role.name, policyNames: [policy.name] });
  new IamRolePolicyAttachmentsExclusive(scope, 'role-policy-attachments-exclusive', {
    roleName: role.name,
    policyArns: attachments.map(({ policyArn }) => policyArn),
  });
}
