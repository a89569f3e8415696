import type { PolicyDocument, Statement } from '../../../scripts/local-aws/iam/policy-document.ts';

/**
 * A policy with one thing taken out, for each action and each resource in it, by what that is: `Sid action` or `Sid resource`,
 * or `Sid` alone where the rest of the statement would be about nothing.
 */
export function removals(policy: PolicyDocument): Map<string, PolicyDocument> {
  return new Map(
    policy.Statement.flatMap((statement) =>
      (['Action', 'Resource'] as const).flatMap((part) =>
        (statement[part] ?? []).map((item): [string, PolicyDocument] => {
          const others = statement[part]?.filter((it) => it !== item) ?? [];
          const replacement: Statement[] = others.length > 0 ? [{ ...statement, [part]: others }] : [];
          return [
            others.length > 0 ? `${statement.Sid} ${item}` : `${statement.Sid}`,
            { ...policy, Statement: policy.Statement.flatMap((it) => (it === statement ? replacement : [it])) },
          ];
        }),
      ),
    ),
  );
}
