import { type ParseArgsConfig, parseArgs } from 'node:util';
import { messageOf } from '../../functions/thumbnail/errors.ts';
import type { Command, OptionValues } from './command.ts';
import { optionName } from './option-name.ts';
import type { Option, OptionTable } from './options.ts';
import { UsageError } from './usage-error.ts';

export interface ParsedArguments<Options extends OptionTable> {
  options: OptionValues<Options>;
  positionals: string[];
}

/**
 * Parses what was typed behind the name of a command.
 * @throws {UsageError} when an option or argument is unknown, missing or malformed
 */
export function parseArguments<Options extends OptionTable>(
  { options, positionals: expected }: Pick<Command<Options>, 'options' | 'positionals'>,
  args: readonly string[],
): ParsedArguments<Options> {
  const { values, positionals } = split(options, expected !== undefined, args);
  const parsed = Object.entries(options).map(([key, option]) => {
    const name = optionName(key);
    return [key, parseValue(name, option, values[name])];
  });
  if (expected && positionals.length < expected.min) throw new UsageError(`${expected.placeholder} is missing.`);
  if (expected && positionals.length > expected.max) {
    throw new UsageError(`Unexpected argument ${JSON.stringify(positionals[expected.max])}.`);
  }
  // Each key has the value that its own schema made.
  return { options: Object.fromEntries(parsed) as OptionValues<Options>, positionals };
}

function split(options: OptionTable, allowPositionals: boolean, args: readonly string[]) {
  const config: NonNullable<ParseArgsConfig['options']> = {};
  for (const [key, { placeholder, repeatable }] of Object.entries(options)) {
    config[optionName(key)] = { type: placeholder === undefined ? 'boolean' : 'string', multiple: repeatable };
  }
  try {
    return parseArgs({ args: [...args], options: config, allowPositionals });
  } catch (error) {
    // Node.js adds advice about `--`, which npm would take for its own.
    throw new UsageError(`${messageOf(error).replace(/\. To specify a positional argument.*/s, '')}.`, {
      cause: error,
    });
  }
}

function parseValue(name: string, { schema, placeholder }: Option, typed: unknown): unknown {
  const { data, error } = schema.safeParse(typed);
  if (!error) return data;
  if (typed === undefined) throw new UsageError(`--${name} ${placeholder} is missing.`);
  throw new UsageError(`--${name} is ${JSON.stringify(typed)}, ${error.issues[0]?.message}.`);
}
