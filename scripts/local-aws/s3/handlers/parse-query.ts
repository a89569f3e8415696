import * as z from 'zod';
import { S3Error } from '../errors.ts';
import type { S3Request } from '../request/s3-request.ts';

/**
 * Parses the query parameters of a request.
 *
 * @throws {S3Error} when one does not match the schema (`InvalidArgument`)
 */
export function parseQuery<Schema extends z.ZodType>(schema: Schema, { query }: S3Request): z.output<Schema> {
  const { data, error } = schema.safeParse(Object.fromEntries(query));
  if (error) throw new S3Error('InvalidArgument', z.prettifyError(error));
  return data;
}
