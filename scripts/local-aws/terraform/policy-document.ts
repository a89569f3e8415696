import * as z from 'zod';

const Strings = z.array(z.string());
const Principals = z.array(z.strictObject({ type: z.string(), identifiers: Strings }));
const Condition = z.strictObject({ test: z.string(), variable: z.string(), values: Strings });
const Statement = z.strictObject({
  sid: z.string().optional(),
  effect: z.enum(['Allow', 'Deny']).default('Allow'),
  actions: Strings.optional(),
  not_actions: Strings.optional(),
  resources: Strings.optional(),
  not_resources: Strings.optional(),
  principals: Principals.optional(),
  condition: z.array(Condition).default([]),
});
const Configuration = z.object({ statement: z.array(Statement) });

/**
 * The policy that the data source `aws_iam_policy_document` gives for its configuration.
 * https://registry.terraform.io/providers/hashicorp/aws/latest/docs/data-sources/iam_policy_document
 */
export function policyDocument(configuration: unknown): { Version: string; Statement: unknown[] } {
  const { statement } = Configuration.parse(configuration);
  return {
    Version: '2012-10-17',
    Statement: statement.map((it) => ({
      Sid: it.sid,
      Effect: it.effect,
      Action: it.actions,
      NotAction: it.not_actions,
      Resource: it.resources,
      NotResource: it.not_resources,
      Principal: it.principals && Object.fromEntries(it.principals.map(({ type, identifiers }) => [type, identifiers])),
      Condition: conditions(it.condition),
    })),
  };
}

function conditions(
  given: ReadonlyArray<z.infer<typeof Condition>>,
): Record<string, Record<string, string[]>> | undefined {
  if (given.length === 0) return undefined;
  const byTest: Record<string, Record<string, string[]>> = {};
  for (const { test, variable, values } of given) byTest[test] = { ...byTest[test], [variable]: values };
  return byTest;
}
