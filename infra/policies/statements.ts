import * as z from 'zod';
import type { DataAwsIamPolicyDocument } from '../terraform.ts';
import { resolved } from './references.ts';

const Strings = z.array(z.string()).default([]);

const Statements = z
  .array(
    z.object({
      sid: z.string().default(''),
      effect: z.string().default('Allow'),
      actions: Strings,
      notActions: Strings,
      resources: Strings,
      notResources: Strings,
      principals: z.array(z.object({ type: z.string(), identifiers: Strings })).default([]),
      condition: z.array(z.object({ test: z.string(), variable: z.string(), values: Strings })).default([]),
    }),
  )
  .default([]);

/** The statements of a policy document, with every reference in them as Terraform writes it. */
export function statementsOf(document: DataAwsIamPolicyDocument): z.output<typeof Statements> {
  return Statements.parse(resolved(document, document.statementInput));
}
