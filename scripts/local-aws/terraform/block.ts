import * as z from 'zod';

/** Accepts a block as an object or as a list of one: cdktf writes either. */
export function block<Schema extends z.ZodType>(schema: Schema) {
  return z.preprocess((value) => (Array.isArray(value) && value.length === 1 ? value[0] : value), schema);
}
