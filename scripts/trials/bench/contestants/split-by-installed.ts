import { access, constants } from 'node:fs/promises';
import path from 'node:path';
import type { Contestant } from './contestant.ts';

/** Returns the contestants that this machine has, and those that it lacks. */
export async function splitByInstalled(
  contestants: readonly Contestant[],
): Promise<{ installed: Contestant[]; missing: Contestant[] }> {
  const found = await Promise.all(contestants.map(({ program }) => isInstalled(program)));
  return {
    installed: contestants.filter((_, index) => found[index]),
    missing: contestants.filter((_, index) => !found[index]),
  };
}

/** Whether a program is an executable file, or one of a directory of `PATH`. */
export async function isInstalled(program: string): Promise<boolean> {
  const directories = path.isAbsolute(program) ? [''] : (process.env['PATH'] ?? '').split(path.delimiter);
  const tries = directories.map((directory) => access(path.join(directory, program), constants.X_OK));
  return Promise.any(tries).then(
    () => true,
    () => false,
  );
}
