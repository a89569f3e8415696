import * as z from 'zod';

/** A part of a policy; a symbol for a value that a plan does not know, or does not show. */
type Part = string | symbol | Part[] | { [name: string]: Part };

const list = z
  .array(z.union([z.string(), z.symbol()]))
  .nullish()
  .transform((items) => items ?? []);

const Principals = z
  .array(z.strictObject({ type: z.string(), identifiers: list }))
  .nullish()
  .transform((principals) => principals ?? []);

const Conditions = z
  .array(z.strictObject({ test: z.string(), variable: z.string(), values: list }))
  .nullish()
  .transform((conditions) => conditions ?? []);

/** An argument that takes in other documents, whose statements are not among those of the configuration. */
const none = z
  .union([z.null(), z.literal(''), z.tuple([])], 'expected nothing: a document of others cannot be read')
  .optional();

/**
 * The schema of the data source `aws_iam_policy_document`. It turns the configuration into the policy that the provider makes
 * of it: https://registry.terraform.io/providers/hashicorp/aws/latest/docs/data-sources/iam_policy_document
 */
export const TerraformDocument = z
  .object({
    version: z.string().nullish(),
    statement: z.array(
      z.strictObject({
        sid: z.string().nullish(),
        effect: z.string().nullish(),
        actions: list,
        not_actions: list,
        resources: list,
        not_resources: list,
        principals: Principals,
        not_principals: Principals,
        condition: Conditions,
      }),
    ),
    source_json: none,
    override_json: none,
    source_policy_documents: none,
    override_policy_documents: none,
  })
  .transform(({ version, statement }): { Version: string; Statement: Part } => ({
    Version: version ?? '2012-10-17',
    Statement: statement.map((it) => ({
      ...(it.sid ? { Sid: it.sid } : {}),
      Effect: it.effect || 'Allow',
      ...given('Action', it.actions),
      ...given('NotAction', it.not_actions),
      ...given('Resource', it.resources),
      ...given('NotResource', it.not_resources),
      ...principals('Principal', it.principals),
      ...principals('NotPrincipal', it.not_principals),
      ...conditions(it.condition),
    })),
  }));

function given(element: string, items: Part[]): Record<string, Part> {
  return items.length === 0 ? {} : { [element]: items };
}

function principals(element: string, principals: z.output<typeof Principals>): Record<string, Part> {
  if (principals.length === 0) return {};
  // The provider writes a lone block of anyone without its type.
  if (principals.every(({ type }) => type === '*')) return { [element]: '*' };
  const byType: Record<string, Part[]> = {};
  for (const { type, identifiers } of principals) byType[type] = [...(byType[type] ?? []), ...identifiers];
  return { [element]: byType };
}

function conditions(conditions: z.output<typeof Conditions>): Record<string, Part> {
  const byTest: Record<string, Record<string, Part[]>> = {};
  for (const { test, variable, values } of conditions) {
    const byKey = { ...byTest[test] };
    byTest[test] = { ...byKey, [variable]: [...(byKey[variable] ?? []), ...values] };
  }
  return conditions.length === 0 ? {} : { Condition: byTest };
}
