import type { CommandContext } from '../cli/command.ts';
import { whereTyped } from '../cli/where-typed.ts';
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
  // Each is loaded only when it is needed: the console takes as long to load as the rest.
  if (chosen.mode === 'serve') {
    const { serve } = await import('./serve.ts');
    return serve(chosen, directory, signal);
  }
  const { once } = await import('./once.ts');
  const { out, paths, json } = chosen;
  return once({ out: whereTyped(out), paths: paths.map(whereTyped), json }, signal);
}
