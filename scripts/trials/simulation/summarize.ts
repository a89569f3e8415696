import { type Scenario, type Simulated, simulate } from './simulate.ts';

/** The result of a simulation of many uploads. */
export interface Summary extends Simulated {
  created: number;
  /** Events whose invocations all failed. */
  deadLettered: number;
  /** Events that became too old while they waited. */
  agedOut: number;
  /** Milliseconds from an upload to its thumbnail; undefined when there is none. */
  p50Ms: number | undefined;
  p99Ms: number | undefined;
}

/** Runs a simulation, and counts how its events ended. */
export function summarize(scenario: Scenario): Summary {
  const times = new Float64Array(scenario.uploads);
  let [created, deadLettered, agedOut] = [0, 0, 0];
  const simulated = simulate(scenario, ({ condition, ms }) => {
    if (condition === 'RetriesExhausted') deadLettered += 1;
    else if (condition === 'EventAgeExceeded') agedOut += 1;
    else {
      times[created] = ms;
      created += 1;
    }
  });
  const sorted = times.subarray(0, created).sort();
  return { ...simulated, created, deadLettered, agedOut, p50Ms: at(sorted, 0.5), p99Ms: at(sorted, 0.99) };
}

function at(sorted: Float64Array, fraction: number): number | undefined {
  return sorted[Math.ceil(sorted.length * fraction) - 1];
}
