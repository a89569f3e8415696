import type { DataAwsIamPolicyDocument } from '../terraform.ts';
import type { Policy } from './reading/policy.ts';
import { statementsOf } from './reading/statements.ts';

const reasonKey = 'reason-for-wildcard';

/** Allows one statement of a document to have `*` among its actions or resources, for a reason that a reviewer can judge. */
export function allowWildcard(document: DataAwsIamPolicyDocument, sid: string, reason: string): void {
  document.node.addMetadata(reasonKey, { sid, reason });
}

/** No role has a wildcard action or resource without a written reason. */
export const reasonedWildcards: Policy = (block) => {
  const reasoned = block.construct.node.metadata
    .filter(({ type, data }) => type === reasonKey && data.sid !== '' && data.reason.trim() !== '')
    .map(({ data }) => data.sid);
  // A policy with principals is a resource policy, whose resource is fixed.
  const wide = (statementsOf(block) ?? []).filter(
    ({ sid, effect, actions, not_actions: notActions, resources, not_resources: notResources, principals }) =>
      effect !== 'Deny' &&
      principals.length === 0 &&
      !reasoned.includes(sid) &&
      (!actions.every(isOneAction) ||
        !resources.every(isWithinName) ||
        notActions.length > 0 ||
        notResources.length > 0),
  );
  if (wide.length === 0) return undefined;
  const statements = wide.map(({ sid, actions, resources }) => `${sid || 'a statement'} (${actions} on ${resources})`);
  return `the policy is too wide in ${statements.join(' and ')}: name the actions and the resources, or give a reason with allowWildcard`;
};

/** A reference can be any action, so it does not count as one. */
function isOneAction(action: string): boolean {
  return !/[*?$]/.test(action);
}

/** Whether a resource is an ARN with at least one character of its name before the first wildcard: a bucket's objects, not all buckets. */
function isWithinName(resource: string): boolean {
  const arn = resource.replace(/^\$\{[\w.-]+\.arn\}/, 'arn:partition:service:region:account:name');
  return /^arn(:[^:*?]*){4}:[^:*?]/.test(arn.replaceAll(/\$\{[^}]*\}/g, 'something'));
}
