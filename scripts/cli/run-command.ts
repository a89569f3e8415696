import { messageOf } from '../../functions/thumbnail/errors.ts';
import type { Command } from './command.ts';
import { helpText, usageText } from './help-text.ts';
import { Interruption } from './interruption.ts';
import { onInterruption } from './on-interruption.ts';
import { parseArguments } from './parse-arguments.ts';
import { UsageError } from './usage-error.ts';

/**
 * Runs a command, and returns the exit code: 0 done, 1 failed, 2 wrong usage, 128 and a signal's number when interrupted, or
 * one that the command defines. Problems are printed on standard error without a stack trace.
 *
 * @param args what was typed behind the command's name
 * @param parent the process id of the parent when the process was started
 */
export async function runCommand(
  command: Command,
  args: readonly string[],
  parent: number = process.ppid,
): Promise<number> {
  const stop = new AbortController();
  let isHeeded = false;
  const stopListening = onInterruption(parent, (reason) => {
    if (!isHeeded) process.exit(reason.exitCode);
    stop.abort(reason);
  });
  try {
    if (asksForHelp(args)) {
      process.stdout.write(helpText(command));
      return 0;
    }
    const { options, positionals } = parseArguments(command, args);
    return await command.run(options, {
      positionals,
      get signal() {
        isHeeded = true;
        return stop.signal;
      },
    });
  } catch (error) {
    return error instanceof Interruption ? error.exitCode : reportProblem(error, command);
  } finally {
    stopListening();
  }
}

function asksForHelp(args: readonly string[]): boolean {
  const end = args.indexOf('--');
  return args.slice(0, end < 0 ? args.length : end).some((it) => it === '--help' || it === '-h');
}

function reportProblem(error: unknown, command: Command): number {
  process.stderr.write(`${messageOf(error)}\n`);
  if (!(error instanceof UsageError)) return 1;
  process.stderr.write(`\n${usageText(command)}\nAdd --help for the options.\n`);
  return 2;
}
