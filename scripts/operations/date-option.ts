import * as z from 'zod';
import { type Option, value } from '../cli/options.ts';

/** Returns an option whose value is a date, or a date and a time; without a zone, it is of UTC. */
export function dateOption(description: string): Option<Date | undefined> {
  const error = 'expected a date, such as 2026-11-26 or 2026-11-26T08:30Z';
  const form = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d)?(Z|[+-]\d\d:\d\d)?)?$/;
  return value(
    'DATE',
    description,
    z
      .string()
      .regex(form, { error })
      .transform((text) => new Date(/T[^Z+-]*$/.test(text) ? `${text}Z` : text))
      .refine((date) => !Number.isNaN(date.getTime()), { error })
      .optional(),
  );
}
