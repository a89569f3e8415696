import { UsageError } from './usage-error.ts';

/** Writes what went wrong to standard error, after wrong usage also how the command is meant, and gives the exit code. */
export function reportProblem(error: unknown, usage: string): number {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
  if (!(error instanceof UsageError)) return 1;
  process.stderr.write(`\n${usage}`);
  return 2;
}
