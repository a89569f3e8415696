import type { Command } from '../../scripts/cli/command.ts';
import { runCommand } from '../../scripts/cli/run-command.ts';

/** Runs a command in this process, and returns its exit code with what it would have printed. */
export async function runCaptured(
  command: Command,
  args: string[],
): Promise<{ code: number; output: string; errors: string }> {
  const { stdout, stderr } = process;
  const writers = [stdout.write, stderr.write] as const;
  const written = { output: '', errors: '' };
  stdout.write = (text) => {
    written.output += text;
    return true;
  };
  stderr.write = (text) => {
    written.errors += text;
    return true;
  };
  try {
    return { code: await runCommand(command, args), ...written };
  } finally {
    [stdout.write, stderr.write] = writers;
  }
}
