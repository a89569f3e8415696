import { holds } from './holds.ts';
import type { RolePolicy } from './role-policy.ts';
import type { Scope, Statement } from './statement.ts';
import { matchesArn, matchesWildcards } from './wildcards.ts';

/** A request for access. Every part is literal: a `*` in an object's key is that character. */
export interface AccessRequest {
  /** Such as `s3:GetObject`. */
  action: string;
  /** An ARN; `*` for an action that has no resource. */
  resource: string;
  /** Values of condition keys, such as `aws:SecureTransport`. A condition on a key without a value holds only with `IfExists`. */
  context?: Readonly<Record<string, string>>;
}

/**
 * Whether policies allow a request: a denial outweighs every allowance, and without an allowance it is denied.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 */
export function isAllowed(policies: readonly RolePolicy[], request: AccessRequest): boolean {
  const effects = policies
    .flat()
    .filter((statement) => appliesTo(statement, request))
    .map(({ effect }) => effect);
  return effects.includes('Allow') && !effects.includes('Deny');
}

function appliesTo(statement: Statement<string>, { action, resource, context = {} }: AccessRequest): boolean {
  const values = new Map(Object.entries(context).map(([key, value]) => [key.toLowerCase(), value]));
  return (
    // The names of actions are not case-sensitive.
    isWithin(statement.action, (pattern) => matchesWildcards(pattern.toLowerCase(), action.toLowerCase())) &&
    isWithin(statement.resource, (pattern) => matchesArn(pattern, resource)) &&
    statement.conditions.every((condition) => holds(condition, values.get(condition.key)))
  );
}

function isWithin({ except, patterns }: Scope<string>, matches: (pattern: string) => boolean): boolean {
  return patterns.some(matches) !== except;
}
