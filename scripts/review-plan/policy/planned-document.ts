import * as z from 'zod';
import { type Attributes, isEmpty, isNothing, type Value } from '../values.ts';

const Pattern = z.union([z.string(), z.symbol()]);
const list = z.array(Pattern).nullish();
const Principals = z.array(z.object({ type: z.string(), identifiers: list })).nullish();

const Configuration = z.object({
  version: z
    .string()
    .nullish()
    .transform((version) => version ?? '2012-10-17'),
  statement: z.array(
    z.object({
      sid: z.string().nullish(),
      effect: z.string().nullish(),
      actions: list,
      not_actions: list,
      resources: list,
      not_resources: list,
      principals: Principals,
      not_principals: Principals,
      condition: z.array(z.object({ test: z.string(), variable: z.string(), values: list })).nullish(),
    }),
  ),
});

/**
 * The policy that a data source `aws_iam_policy_document` will give, as far as its configuration is known.
 * Gives nothing when the document is made of others as well, or too little of it is known.
 */
export function plannedDocument(configuration: Attributes | undefined): Value | undefined {
  const others = ['source_json', 'override_json', 'source_policy_documents', 'override_policy_documents'];
  if (others.some((name) => !isNothing(configuration?.[name]))) return undefined;
  const { data } = Configuration.safeParse(configuration);
  return (
    data && {
      Version: data.version,
      Statement: data.statement.map((it) =>
        withoutNothing({
          Sid: it.sid,
          Effect: it.effect ?? 'Allow',
          Action: it.actions,
          NotAction: it.not_actions,
          Resource: it.resources,
          NotResource: it.not_resources,
          Principal: principal(it.principals),
          NotPrincipal: principal(it.not_principals),
          Condition: conditions(it.condition),
        }),
      ),
    }
  );
}

function withoutNothing(statement: Record<string, Value | undefined>): Attributes {
  return Object.fromEntries(Object.entries(statement).filter((entry): entry is [string, Value] => !isEmpty(entry[1])));
}

function principal(principals: z.infer<typeof Principals>): Value | undefined {
  if (principals?.some(({ type }) => type === '*')) return '*';
  return principals && Object.fromEntries(principals.map(({ type, identifiers }) => [type, identifiers ?? []]));
}

function conditions(
  given: z.infer<typeof Configuration>['statement'][number]['condition'],
): Record<string, Attributes> {
  const byTest: Record<string, Attributes> = {};
  for (const { test, variable, values } of given ?? []) byTest[test] = { ...byTest[test], [variable]: values ?? [] };
  return byTest;
}
