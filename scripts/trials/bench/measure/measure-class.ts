import type { BenchRequest, Worker } from '../contestants/worker.ts';

/** When to stop measuring: after `seconds`, but not before `min` rounds nor after `max`. */
export interface Rounds {
  min: number;
  max: number;
  seconds: number;
}

/** By contestant: the milliseconds of each round. */
export type Samples = Record<string, number[]>;

/**
 * Lets contestants make the same thumbnail in turn, and returns their times. The contestants of one round meet the same load of
 * the machine, and each round begins with another one. A first round, which is not measured, warms them up.
 *
 * @param onWarm called after the first round
 * @throws {Error} when a contestant fails
 */
export async function measureClass(
  contestants: ReadonlyMap<string, Pick<Worker, 'run'>>,
  request: BenchRequest,
  { min, max, seconds }: Rounds,
  onWarm: () => void = () => {},
): Promise<Samples> {
  const names = [...contestants.keys()];
  const samples: Samples = Object.fromEntries(names.map((name) => [name, []]));
  for (const worker of contestants.values()) await worker.run(request);
  onWarm();
  const end = performance.now() + seconds * 1000;
  for (let round = 0; round < max && (round < min || performance.now() < end); round += 1) {
    const first = round % names.length;
    for (const name of [...names.slice(first), ...names.slice(0, first)]) {
      const worker = contestants.get(name);
      if (worker) samples[name]?.push(await worker.run(request));
    }
  }
  return samples;
}
