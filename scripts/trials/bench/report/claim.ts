import { median, pairwiseRatios } from '../measure/statistics.ts';
import type { Measured } from './report.ts';

/** A goal, and whether it is reached. */
export interface Claim {
  claim: string;
  goal: string;
  measured: string;
  /** Undefined when this benchmark did not measure it. */
  isMet: boolean | undefined;
}

/** The times for an image of a class. */
export type ClassResult = Measured['classes'][number];

/** Their time is decided by the decoder, or by the fact that Pillow samples them by nearest neighbour. */
export const decidedByDecoder = ['avif-2mp', 'gif-2mp'];

/** Returns how many times as long a contestant takes as the function. */
export function ratioTo({ samples }: ClassResult, contestant: string): number {
  return median(pairwiseRatios(samples[contestant] ?? [], samples['function'] ?? []));
}

/** Returns the claim that a ratio is no greater than its goal. */
export function atMost(claim: string, max: number, { ratio }: { ratio: number }): Claim {
  return { claim, goal: `at most ${max}`, measured: ratioText(ratio), isMet: ratio <= max };
}

/** Returns the claim that a ratio is no less than its goal. */
export function atLeast(claim: string, min: number, ratio: number): Claim {
  return { claim, goal: `at least ${min}`, measured: ratioText(ratio), isMet: ratio >= min };
}

/** Returns a claim that this benchmark says nothing about. */
export function notMeasured(claim: string, goal: string): Claim {
  return { claim, goal, measured: 'not measured', isMet: undefined };
}

/** Returns a ratio for people. */
export function ratioText(ratio: number): string {
  return ratio.toFixed(2);
}
