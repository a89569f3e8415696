import * as z from 'zod';
import { operators } from './holds.ts';
import { oneOrMany, type Scope, Statement } from './statement.ts';

/**
 * Returns the schema of a policy, which it turns into statements. It refuses everything that `isAllowed` would ignore.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
 *
 * @param principalProblems returns what is wrong with the principals of a statement
 */
export function evaluablePolicy(principalProblems: (principal: Scope) => string[]) {
  const Evaluable = Statement.transform((statement, context): Statement<string> => {
    const messages = [...principalProblems(statement.principal), ...problemsOf(statement)];
    for (const message of messages) context.addIssue({ code: 'custom', message });
    return evaluable(statement);
  });
  return z
    .strictObject({
      Version: z.literal('2012-10-17'),
      Id: z.string().optional(),
      Statement: oneOrMany(Evaluable).refine((statements) => statements.length > 0, 'expected a statement'),
    })
    .transform(({ Statement: statements }) => statements);
}

/** The schema of a policy of a role. */
export const RolePolicy = evaluablePolicy((principal) =>
  isGiven(principal) ? ['expected no Principal: a policy of a role applies to the role'] : [],
);
export type RolePolicy = z.infer<typeof RolePolicy>;

function problemsOf({ action, resource, conditions }: Statement): string[] {
  const tests = conditions.map(({ test }) => test).filter((test) => !operators.includes(test.replace(/IfExists$/, '')));
  const patterns = [action, resource, ...conditions.map(({ values }) => ({ except: false, patterns: values }))].flatMap(
    strings,
  );
  const resources = strings(resource);
  return [
    ...(isGiven(resource) ? [] : ['expected either Resource or NotResource']),
    ...resources
      .filter((it) => it !== '' && !/^(\*|[^:]+(:[^:]*){4}:.+)$/s.test(it))
      .map((it) => `${it}: expected "*" or an ARN of six parts, such as "arn:aws:s3:::bucket/*"`),
    // A variable, such as `${aws:username}`, would have to be looked up.
    ...patterns
      .filter((it) => it.includes('${'))
      .map((it) => `${it}: expected no policy variable, because the local IAM evaluates none`),
    ...tests.map((test) => `expected ${operators.join(', ')}: the local IAM does not evaluate ${test}`),
  ];
}

/** Whether a statement has an element. */
export function isGiven({ except, patterns }: Scope): boolean {
  return except || !patterns.includes('');
}

function evaluable({ sid, effect, action, resource, principal, conditions }: Statement): Statement<string> {
  return {
    sid,
    effect,
    action: { ...action, patterns: strings(action) },
    resource: { ...resource, patterns: strings(resource) },
    principal: { ...principal, patterns: strings(principal) },
    conditions: conditions.map((it) => ({ ...it, values: strings({ except: false, patterns: it.values }) })),
  };
}

/** JSON has no symbols. */
function strings({ patterns }: Scope): string[] {
  return patterns.map(String);
}
