import type { Rule } from '../dangers.ts';
import { markdown } from '../markdown.ts';
import { shown } from '../shown.ts';
import { type Attributes, isNothing, type Value, valueAt } from '../values.ts';

const ofRole = 'managed_policy_arns';
const policies = ['policy_arn', 'policy_arns', ofRole];
const holders = ['roles', 'users', 'groups'];

/** A policy that is attached by its ARN may be anything. */
export const attachedPolicies: Rule = ({ before, after, references }) => {
  // What the configuration does not set is for AWS to determine.
  const isGiven = (references?.has(ofRole) ?? true) || typeof after?.[ofRole] !== 'symbol';
  const given = policies.filter((name) => isGiven || name !== ofRole);
  const hasNewHolder = added(holders, before, after).length > 0;
  const arns = added(given, hasNewHolder ? undefined : before, after);
  return arns.map((arn) => markdown`attaches the policy ${shown(arn)}: what that allows is not in this plan.`);
};

function added(names: string[], before: Attributes | undefined, after: Attributes | undefined): Value[] {
  const items = (attributes: Attributes | undefined) =>
    names.flatMap((name) => valueAt(attributes, name)).filter((item) => !isNothing(item));
  return items(after).filter((item) => !items(before).includes(item));
}
