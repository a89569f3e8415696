import { DataAwsIamPolicyDocument, IamPolicy, IamRole, IamRolePolicy } from '../terraform.ts';
import type { Policy } from './policy.ts';
import { allInStack, refersTo } from './references.ts';
import { statementsOf } from './statements.ts';

const reasonKey = 'reason-for-wildcard';

/** Lets one statement of a document have `*` among its actions or resources, for a reason that a reviewer can judge. */
export function allowWildcard(document: DataAwsIamPolicyDocument, sid: string, reason: string): void {
  document.node.addMetadata(reasonKey, { sid, reason });
}

/** No role may do everything, nor something to everything, without a written reason. */
export const reasonedWildcards: Policy = (construct) => {
  if (construct instanceof IamRole) return unreadableRole(construct);
  if (construct instanceof IamRolePolicy || construct instanceof IamPolicy) return unreadablePolicy(construct);
  if (!(construct instanceof DataAwsIamPolicyDocument)) return undefined;
  const reasoned = construct.node.metadata
    .filter(({ type, data }) => type === reasonKey && data.reason.trim() !== '')
    .map(({ data }) => data.sid);
  // Whose policy names its principals is a resource's, in which the resource is told already.
  const wide = statementsOf(construct).filter(
    ({ sid, effect, actions, notActions, resources, notResources, principals }) =>
      effect === 'Allow' &&
      principals.length === 0 &&
      !reasoned.includes(sid) &&
      (actions.some((action) => action.includes('*')) ||
        resources.includes('*') ||
        notActions.length > 0 ||
        notResources.length > 0),
  );
  if (wide.length === 0) return undefined;
  const statements = wide.map(({ sid, actions, resources }) => `${sid || 'a statement'} (${actions} on ${resources})`);
  return `the role may do too much by ${statements.join(' and ')}: name the actions and the resources, or give the reason with allowWildcard`;
};

function unreadablePolicy(policy: IamRolePolicy | IamPolicy): string | undefined {
  const documents = allInStack(policy, DataAwsIamPolicyDocument);
  if (documents.some((document) => refersTo(policy.policyInput, document))) return undefined;
  return 'the policy of the role cannot be checked: make it with a DataAwsIamPolicyDocument of this stack';
}

function unreadableRole({ inlinePolicyInput, managedPolicyArnsInput }: IamRole): string | undefined {
  if (inlinePolicyInput === undefined && managedPolicyArnsInput === undefined) return undefined;
  return 'the policies of the role cannot be checked: make each with an IamRolePolicy instead';
}
