import * as z from 'zod';
import type { Emitted } from './emitted.ts';

const Strings = z.array(z.string()).default([]);
const Principals = z.array(z.strictObject({ type: z.string(), identifiers: Strings })).default([]);

const Statement = z.strictObject({
  sid: z.string().default(''),
  effect: z.string().default('Allow'),
  actions: Strings,
  not_actions: Strings,
  resources: Strings,
  not_resources: Strings,
  principals: Principals,
  not_principals: Principals,
  condition: z.array(z.strictObject({ test: z.string(), variable: z.string(), values: Strings })).default([]),
});

/** What else there may be in a document takes statements in that are not there to be read, such as `source_policy_documents`. */
const Document = z.strictObject({
  '//': z.unknown(),
  policy_id: z.string().optional(),
  version: z.string().optional(),
  statement: z.array(Statement).default([]),
});

const documentType = 'data.aws_iam_policy_document';

/** The statements of a policy document, if they are all there; none of anything else. */
export function statementsOf({ type, values }: Emitted): z.output<typeof Statement>[] | undefined {
  return type === documentType ? Document.safeParse(values).data?.statement : [];
}

/** The document of the stack that a policy is, if it is one. */
export function documentOf(policy: unknown, all: readonly Emitted[]): Emitted | undefined {
  return all.find(({ type, address }) => type === documentType && policy === `\${${address}.json}`);
}
