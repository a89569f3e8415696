import type { Option, OptionTable } from './options.ts';

/** The values of a command's options, by their names. */
export type OptionValues<Options extends OptionTable> = {
  [Name in keyof Options]: Options[Name] extends Option<infer Value> ? Value : never;
};

export interface CommandContext {
  /** The arguments that are no options. */
  positionals: string[];
  /**
   * Aborts when the user interrupts the command, with an `Interruption` as its reason. A command that never reads this
   * property is ended at once instead.
   */
  readonly signal: AbortSignal;
}

/** The whole definition of a command. Each file of `scripts/commands/` exports one. */
export interface Command<Options extends OptionTable = OptionTable> {
  /** One sentence, which `npm run help` shows as well. */
  summary: string;
  /** Each way to call the command, beginning with `npm`. */
  usage: readonly string[];
  /** More for `--help`, when the summary does not say it all. */
  description?: string;
  /** By name in camel case: `dryRun` is `--dry-run`. */
  options: Options;
  /** How many arguments other than options there may be; none by default. */
  positionals?: { placeholder: string; description: string; min: number; max: number };
  /** Command lines, each with its effect. */
  examples?: Readonly<Record<string, string>>;
  /** The meaning of exit codes, where it is another than "done" and "failed". */
  exitCodes?: Readonly<Record<number, string>>;
  /**
   * Does the work, and returns the exit code.
   * @throws {UsageError} when options contradict each other
   * @throws {Interruption} when the command was interrupted and could not finish
   */
  run(options: OptionValues<Options>, context: CommandContext): Promise<number>;
}

/** Returns the definition as it is: the call makes TypeScript infer the type of each option's value. */
export function defineCommand<const Options extends OptionTable>(command: Command<Options>): Command<Options> {
  return command;
}
