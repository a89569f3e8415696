import type { Cpus } from './contestants/pin.ts';
import type { Rounds } from './measure/measure-class.ts';

/** How often everything is measured. */
export interface Effort {
  rounds: Rounds;
  cpus: readonly Cpus[];
  /** How often what takes less than a second is measured. */
  pairs: number;
  /** How often a body is read, which takes about 10 milliseconds. */
  bodyRounds: number;
  flatnessImages: number;
  throughputRounds: number;
  photos: number;
  onceRounds: number;
}

/** A quick benchmark takes up to 3 minutes on 2 cores, a full one 20. */
export const efforts: Readonly<Record<'quick' | 'full', Effort>> = {
  quick: {
    rounds: { min: 3, max: 7, seconds: 1.5 },
    cpus: ['one'],
    pairs: 7,
    bodyRounds: 25,
    flatnessImages: 500,
    throughputRounds: 1,
    photos: 40,
    onceRounds: 2,
  },
  full: {
    rounds: { min: 3, max: 15, seconds: 4 },
    cpus: ['one', 'all'],
    pairs: 21,
    bodyRounds: 101,
    flatnessImages: 10_000,
    throughputRounds: 3,
    photos: 100,
    onceRounds: 5,
  },
};
