import path from 'node:path';
import type { CommandContext } from '../cli/command.ts';
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

/** Resolves a path where the user typed it: npm runs commands in the project's directory, and names the other in a variable. */
function whereTyped(file: string): string {
  return path.resolve(process.env['INIT_CWD'] ?? '.', file);
}
