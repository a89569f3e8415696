import type { CommandContext } from '../cli/command.ts';
import { whereTyped } from '../cli/where-typed.ts';
import { once } from './once.ts';
import { serve } from './serve.ts';
import { type StartOptions, startMode } from './start-mode.ts';

/**
 * Runs the pipeline as the options of `npm start` say, and returns the exit code.
 *
 * @param directory where a pipeline that serves keeps its data
 * @throws {UsageError} when the options contradict each other
 */
export async function start(
  options: StartOptions,
  { positionals, signal }: CommandContext,
  directory: string,
): Promise<number> {
  const chosen = startMode(options, positionals);
  if (chosen.mode === 'serve') return serve(chosen, directory, signal);
  const { out, paths, json } = chosen;
  return once({ out: whereTyped(out), paths: paths.map(whereTyped), json }, signal);
}
