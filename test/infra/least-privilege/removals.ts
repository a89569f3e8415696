import * as z from 'zod';

const Document = z.looseObject({
  Statement: z.array(z.looseObject({ Sid: z.string(), Action: z.array(z.string()), Resource: z.array(z.string()) })),
});

/**
 * Returns the policy with one part removed, for each of its actions and resources, by the name of the part: `Sid action` or
 * `Sid resource`, or `Sid` if nothing of the statement would remain.
 */
export function removals(json: string): Map<string, string> {
  const policy = Document.parse(JSON.parse(json));
  return new Map(
    policy.Statement.flatMap((statement) =>
      (['Action', 'Resource'] as const).flatMap((part) =>
        statement[part].map((item): [string, string] => {
          const others = statement[part].filter((it) => it !== item);
          const replacement = others.length > 0 ? [{ ...statement, [part]: others }] : [];
          return [
            others.length > 0 ? `${statement.Sid} ${item}` : statement.Sid,
            JSON.stringify({
              ...policy,
              Statement: policy.Statement.flatMap((it) => (it === statement ? replacement : [it])),
            }),
          ];
        }),
      ),
    ),
  );
}
