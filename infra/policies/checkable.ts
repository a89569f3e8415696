import type { Emitted } from './reading/emitted.ts';
import type { Policy } from './reading/policy.ts';
import { findDocument, statementsOf } from './reading/statements.ts';

/** Resource types that grant permissions, including those for users and groups, which this project never creates. */
const permissionTypes = /^aws_iam_((group|role|user)_polic|policy)/;

/** The argument that is a policy, by resource type. */
const policyArguments: Record<string, string> = {
  aws_iam_policy: 'policy',
  aws_iam_role: 'assume_role_policy',
  aws_iam_role_policy: 'policy',
};

/** Everything can be checked by the other policies: no modules, and no permissions in a form that they do not read. */
export const checkable: Policy = (block, all) => {
  const { type, values } = block;
  if (type === 'module') return 'the resources of a module cannot be checked: use constructs of this project instead';
  if (statementsOf(block) === undefined)
    return 'the policy document cannot be checked: write it as statements with lists of actions and resources';
  if (type === 'aws_iam_role' && ('inline_policy' in values || 'managed_policy_arns' in values))
    return 'the policies of the role cannot be checked: use an IamRolePolicy for each instead';
  if (attachesCheckedPolicies(block, all)) return undefined;
  const argument = policyArguments[type];
  if (argument === undefined)
    return permissionTypes.test(type)
      ? `the permissions of ${type} cannot be checked: use an IamRolePolicy instead`
      : undefined;
  if (findDocument(values[argument], all)) return undefined;
  return `its ${argument} cannot be checked: use a DataAwsIamPolicyDocument of this stack`;
};

/** Whether a block removes other policies of a role, or attaches policies of this stack, which are checked themselves. */
function attachesCheckedPolicies({ type, values }: Emitted, all: readonly Emitted[]): boolean {
  const isOwn = (reference: unknown, ownType: string, argument: string) =>
    all.some((it) => it.type === ownType && reference === `\${${it.address}.${argument}}`);
  if (type === 'aws_iam_role_policies_exclusive') return true;
  if (type === 'aws_iam_role_policy_attachment') return isOwn(values['policy_arn'], 'aws_iam_policy', 'arn');
  const attached = type === 'aws_iam_role_policy_attachments_exclusive' ? values['policy_arns'] : undefined;
  return Array.isArray(attached) && attached.every((it) => isOwn(it, 'aws_iam_role_policy_attachment', 'policy_arn'));
}
