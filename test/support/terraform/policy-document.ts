import * as z from 'zod';

const list = z
  .array(z.string())
  .nullish()
  .transform((values) => values ?? []);

const Configuration = z.object({
  statement: z.array(
    z.object({
      sid: z.string().nullish(),
      effect: z
        .string()
        .nullish()
        .transform((effect) => effect ?? 'Allow'),
      actions: list,
      resources: list,
      principals: z.array(z.object({ type: z.string(), identifiers: list })),
      condition: z.array(z.object({ test: z.string(), variable: z.string(), values: list })),
    }),
  ),
});

/**
 * What the data source `aws_iam_policy_document` makes of its configuration: the one part of the AWS provider that is a
 * pure function, which is why it can be had here in full.
 */
export function policyDocument(configuration: unknown): string {
  const { statement } = Configuration.parse(configuration);
  return JSON.stringify({
    Version: '2012-10-17',
    Statement: statement.map(({ sid, effect, actions, resources, principals, condition }) => ({
      ...(sid ? { Sid: sid } : {}),
      Effect: effect,
      Action: actions,
      ...(resources.length > 0 ? { Resource: resources } : {}),
      ...(principals.length > 0 ? { Principal: principal(principals) } : {}),
      ...(condition.length > 0 ? { Condition: conditions(condition) } : {}),
    })),
  });
}

function principal(principals: { type: string; identifiers: string[] }[]) {
  if (principals.some(({ type }) => type === '*')) return '*';
  return Object.fromEntries(principals.map(({ type, identifiers }) => [type, identifiers]));
}

function conditions(condition: { test: string; variable: string; values: string[] }[]) {
  const byTest: Record<string, Record<string, string[]>> = {};
  for (const { test, variable, values } of condition) byTest[test] = { ...byTest[test], [variable]: values };
  return byTest;
}
