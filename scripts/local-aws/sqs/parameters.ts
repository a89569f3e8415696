import * as z from 'zod';
import { SqsError } from './sqs-error.ts';

/** @throws SqsError naming every parameter that is not as the schema has it */
export function readParameters<Schema extends z.ZodType>(schema: Schema, parameters: unknown): z.output<Schema> {
  const parsed = schema.safeParse(parameters);
  if (!parsed.success) throw new SqsError('InvalidParameterValue', z.prettifyError(parsed.error));
  return parsed.data;
}
