import type { Policy } from './policy.ts';
import { documentOf, statementsOf } from './statements.ts';

/** What gives rights, or takes part in it: of users and groups too, which nothing here is for. */
const rights = /^aws_iam_((group|role|user)_polic|policy)/;

/** The arguments that are policies, by the type of the resource. */
const policyArguments: Record<string, string> = {
  aws_iam_policy: 'policy',
  aws_iam_role: 'assume_role_policy',
  aws_iam_role_policy: 'policy',
};

/** Nothing is out of reach of the other policies: in a module, or among rights that none of them reads. */
export const checkable: Policy = (block, all) => {
  const { type, values } = block;
  if (type === 'module') return 'what a module makes cannot be checked: make it of constructs of this project instead';
  if (statementsOf(block) === undefined)
    return 'the policy document cannot be checked: give all of it as statements, with their actions and resources in lists';
  if (type === 'aws_iam_role' && ('inline_policy' in values || 'managed_policy_arns' in values))
    return 'the policies of the role cannot be checked: make each with an IamRolePolicy instead';
  const argument = policyArguments[type];
  if (argument === undefined)
    return rights.test(type) ? `the rights of ${type} cannot be checked: make an IamRolePolicy instead` : undefined;
  if (documentOf(values[argument], all)) return undefined;
  return `its ${argument} cannot be checked: make it with a DataAwsIamPolicyDocument of this stack`;
};
