import { markdown } from '../markdown.ts';
import { shown } from '../shown.ts';
import { type Attributes, type Value, valueAt } from '../values.ts';
import type { Rule } from './rule.ts';

const ofRole = 'managed_policy_arns';
const policies = ['policy_arn', 'policy_arns', ofRole];
const holders = ['roles', 'users', 'groups'];

/** A policy that is attached by its ARN may be anything. */
export const attached: Rule = {
  type: /^/,
  find({ before, after, references }) {
    // AWS determines an argument that the configuration does not set.
    const isGiven = (references?.has(ofRole) ?? true) || typeof after?.[ofRole] !== 'symbol';
    const given = policies.filter((name) => isGiven || name !== ofRole);
    const hasNewHolder = added(holders, before, after).length > 0;
    const arns = added(given, hasNewHolder ? undefined : before, after);
    return arns.map((arn) => markdown`attaches the policy ${shown(arn)}: what that allows is not in this plan.`);
  },
};

function added(names: string[], before: Attributes | undefined, after: Attributes | undefined): Value[] {
  const items = (attributes: Attributes | undefined) =>
    names.flatMap((name) => valueAt(attributes, name) ?? []).filter((item) => item !== '');
  const known = new Set(items(before));
  return items(after).filter((item) => !known.has(item));
}
