import { evaluablePolicy, isGiven } from './role-policy.ts';
import type { Statement } from './statement.ts';

/** The schema of a policy of a resource, such as a bucket. */
export const ResourcePolicy = evaluablePolicy((principal) =>
  isGiven(principal) ? [] : ['expected a Principal: a policy of a resource applies to nobody else'],
);

/** Whether a statement of a resource's policy is about a principal, such as `cloudfront.amazonaws.com`. */
export function appliesToPrincipal({ principal }: Statement<string>, name: string): boolean {
  return principal.patterns.some((pattern) => pattern === '*' || pattern === name) !== principal.except;
}
