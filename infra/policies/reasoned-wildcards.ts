import type { DataAwsIamPolicyDocument } from '../terraform.ts';
import type { Policy } from './policy.ts';
import { statementsOf } from './statements.ts';

const reasonKey = 'reason-for-wildcard';

/** Lets one statement of a document have `*` among its actions or resources, for a reason that a reviewer can judge. */
export function allowWildcard(document: DataAwsIamPolicyDocument, sid: string, reason: string): void {
  document.node.addMetadata(reasonKey, { sid, reason });
}

/** No role may do everything, nor something to everything, without a written reason. */
export const reasonedWildcards: Policy = (block) => {
  const reasoned = block.construct.node.metadata
    .filter(({ type, data }) => type === reasonKey && data.sid !== '' && data.reason.trim() !== '')
    .map(({ data }) => data.sid);
  // Whose policy names its principals is a resource's, in which the resource is told already.
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
  return `the role may do too much by ${statements.join(' and ')}: name the actions and the resources, or give the reason with allowWildcard`;
};

/** Also a reference can be anything. */
function isOneAction(action: string): boolean {
  return !/[*?$]/.test(action);
}

/** Whether a resource is an ARN whose name has begun before the first wildcard: all of a bucket's objects, not all buckets. */
function isWithinName(resource: string): boolean {
  const arn = resource.replace(/^\$\{[\w.-]+\.arn\}/, 'arn:partition:service:region:account:name');
  return /^arn(:[^:*?]*){4}:[^:*?]/.test(arn.replaceAll(/\$\{[^}]*\}/g, 'something'));
}
