import type { Policy } from './reading/policy.ts';

const exclusiveTypes = ['aws_iam_role_policies_exclusive', 'aws_iam_role_policy_attachments_exclusive'];

/** Terraform removes every policy of a role that is not in the configuration. */
export const exclusiveRolePolicies: Policy = (role, all) => {
  if (role.type !== 'aws_iam_role') return undefined;
  const isExclusive = exclusiveTypes.every((type) =>
    all.some((block) => block.type === type && block.values['role_name'] === `\${${role.address}.name}`),
  );
  return isExclusive ? undefined : 'policies that are added to the role by hand would stay: call addExclusivePolicies';
};
