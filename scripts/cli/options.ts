import * as z from 'zod';

/** An option of a command: how the help shows it, and the schema that turns what was typed into its value. */
export interface Option<Value = unknown> {
  description: string;
  /** The name of the value in the help, such as `DIR`. A flag has none. */
  placeholder?: string;
  repeatable: boolean;
  /** Parses the text that was typed, or the list of texts of a repeatable option. */
  schema: z.ZodType<Value>;
}

export type OptionTable = Readonly<Record<string, Option>>;

/** Returns an option without a value, which is true when it is given. */
export function flag(description: string): Option<boolean> {
  return { description, repeatable: false, schema: z.boolean().default(false) };
}

/**
 * Returns an option with a value.
 *
 * @param schema of the text; its error completes the sentence `--port is "0", …`
 */
export function value<Value>(placeholder: string, description: string, schema: z.ZodType<Value>): Option<Value> {
  return { description, placeholder, repeatable: false, schema };
}

/** Returns an option that may be given several times. */
export function repeatable(placeholder: string, description: string): Option<string[]> {
  return { description, placeholder, repeatable: true, schema: z.array(z.string()).default([]) };
}

/** Returns the schema of an option whose value is a whole number. */
export function wholeNumber(min: number, max: number) {
  const isWithin = (text: string) => /^\d+$/.test(text) && Number(text) >= min && Number(text) <= max;
  return z
    .string()
    .refine(isWithin, { error: `expected a whole number from ${min} to ${max}` })
    .transform(Number);
}
