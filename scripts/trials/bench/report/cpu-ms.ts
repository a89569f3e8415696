import { median } from '../measure/statistics.ts';
import type { ClassResult } from './claim.ts';

/** Returns the CPU time of an invocation in milliseconds. If it was not measured, returns the median duration, which includes waiting. */
export function cpuMsOf({ functionCpuMs, samples }: ClassResult): number {
  return functionCpuMs ?? median(samples['function'] ?? []);
}
