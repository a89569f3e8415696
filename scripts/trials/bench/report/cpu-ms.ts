import { median } from '../measure/statistics.ts';
import type { ClassResult } from './claim.ts';

/** Returns the milliseconds of CPU of an invocation; where they are not known, those that it took, with the time in which it waited. */
export function cpuMsOf({ functionCpuMs, samples }: ClassResult): number {
  return functionCpuMs ?? median(samples['function'] ?? []);
}
