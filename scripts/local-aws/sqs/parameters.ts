import * as z from 'zod';
import { SqsError } from './sqs-error.ts';

/**
 * Parses the parameters of an action.
 *
 * @throws {SqsError} when parameters do not match the schema; the message names each
 */
export function readParameters<Schema extends z.ZodType>(schema: Schema, parameters: unknown): z.output<Schema> {
  const parsed = schema.safeParse(parameters);
  if (!parsed.success) throw new SqsError('InvalidParameterValue', z.prettifyError(parsed.error));
  return parsed.data;
}
