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
export type Statement = z.output<typeof Statement>;

/** Strict, because other arguments, such as `source_policy_documents`, add statements that cannot be read here. */
const Document = z.strictObject({
  '//': z.unknown(),
  policy_id: z.string().optional(),
  version: z.string().optional(),
  statement: z.array(Statement).default([]),
});

const documentType = 'data.aws_iam_policy_document';

/** Returns the statements of a policy document, or undefined if they cannot all be read. Other blocks have none. */
export function statementsOf({ type, values }: Emitted): Statement[] | undefined {
  return type === documentType ? Document.safeParse(values).data?.statement : [];
}

/** Returns the stack's policy document that an argument refers to, if it refers to one. */
export function findDocument(policy: unknown, all: readonly Emitted[]): Emitted | undefined {
  return all.find(({ type, address }) => type === documentType && policy === `\${${address}.json}`);
}
