import { isInstalled } from './split-by-installed.ts';

/** The CPUs that a contestant may use. A function of Lambda with 1769 MB has one. */
export const cpuChoices = ['one', 'all'] as const;
export type Cpus = (typeof cpuChoices)[number];

/** Returns the beginning of a command line that limits a program to its CPUs; undefined where that is not possible. */
export async function pin(cpus: Cpus): Promise<readonly string[] | undefined> {
  if (cpus === 'all') return [];
  return (await isInstalled('taskset')) ? ['taskset', '-c', '0'] : undefined;
}
