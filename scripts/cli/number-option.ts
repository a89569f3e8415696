import * as z from 'zod';

/** Returns the schema of an option whose value is a number, such as `0.5` or `1e6`. */
export function number(min: number, max: number) {
  return z
    .string()
    .refine((text) => /^\d+(\.\d+)?(e\d+)?$/i.test(text) && Number(text) >= min && Number(text) <= max, {
      error: `expected a number from ${min} to ${max}, such as ${min < 1 ? '0.5' : '1e6'}`,
    })
    .transform(Number);
}
