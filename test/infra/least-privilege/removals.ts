import type { PolicyDocument, Statement } from '../../../scripts/local-aws/iam/policy-document.ts';

/**
 * Returns the policy with one part removed, for each of its actions and resources, by the name of the part: `Sid action` or
 * `Sid resource`, or `Sid` if nothing of the statement would remain.
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
