import type { PolicyDocument, Statement } from './policy-document.ts';
import { matchesArn, matchesWildcards } from './wildcards.ts';

/** What someone asks to do. All of it is meant literally, a `*` in an object's key as well. */
export interface AccessRequest {
  /** Such as `s3:GetObject`. */
  action: string;
  /** An ARN; `*` for an action that is not on a resource. */
  resource: string;
  /** Values of condition keys, such as `aws:SecureTransport`. A condition on a key without a value does not hold. */
  context?: Readonly<Record<string, string>>;
}

/**
 * Whether policies of a role allow a request: a denial outweighs every allowance, and what nothing allows is denied.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 */
export function isAllowed(policies: readonly PolicyDocument[], request: AccessRequest): boolean {
  const effects = policies
    .flatMap((policy) => policy.Statement)
    .filter((statement) => appliesTo(statement, request))
    .map(({ Effect }) => Effect);
  return effects.includes('Allow') && !effects.includes('Deny');
}

function appliesTo(statement: Statement, { action, resource, context = {} }: AccessRequest): boolean {
  const ofAction = (pattern: string) => matchesWildcards(pattern, action, 'i');
  const ofResource = (pattern: string) => matchesArn(pattern, resource);
  return (
    (statement.Action?.some(ofAction) ?? !statement.NotAction?.some(ofAction)) &&
    (statement.Resource?.some(ofResource) ?? !statement.NotResource?.some(ofResource)) &&
    conditionsHold(statement.Condition, context)
  );
}

type Conditions = Statement['Condition'];

const matches: Record<keyof Conditions, (expected: string, actual: string) => boolean> = {
  StringEquals: (expected, actual) => expected === actual,
  StringLike: (expected, actual) => matchesWildcards(expected, actual),
  ArnLike: matchesArn,
  Bool: (expected, actual) => expected.toLowerCase() === actual.toLowerCase(),
};

function conditionsHold(conditions: Conditions, context: Readonly<Record<string, string>>): boolean {
  // The names of condition keys are not case-sensitive.
  const values = new Map(Object.entries(context).map(([key, value]) => [key.toLowerCase(), value]));
  return (Object.keys(conditions) as (keyof Conditions)[]).every((operator) =>
    Object.entries(conditions[operator] ?? {}).every(([key, expected]) => {
      const actual = values.get(key.toLowerCase());
      return actual !== undefined && expected.some((value) => matches[operator](value, actual));
    }),
  );
}
