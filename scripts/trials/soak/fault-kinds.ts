import type { s3Faults } from './s3-faults.ts';

/** For S3, the probability for each request of the function; for processes, for each invocation; then for each notification. */
export const probability = { s3: 0.1, outage: 0.0004, slow: 0.2, process: 0.03, late: 0.3, twice: 0.1 };

/** Longer than all attempts at an event take together. */
export const outageSeconds = 4;

/** The shares of the kinds. Those that the function has to wait for happen less often than the others. */
export const s3Kinds = {
  'S3 answers 500': 4,
  'S3 answers 503': 4,
  'S3 does it, but the answer is lost': 4,
  'a body ends too soon': 4,
  'a byte of a body is changed': 4,
  'S3 does not answer': 1,
  'a body stalls': 1,
} satisfies Record<keyof typeof s3Faults, number>;

export const processKinds = {
  'a process is killed': 12,
  'a process runs out of memory': 6,
  'a process hangs': 1,
};

/** For an event without faults: a removal reads the source, removes the thumbnail, and looks at the source again. */
const minRequestsPerEvent = 3;
/** With so many expected, none at all is next to impossible. */
const minExpected = 9;

/**
 * Returns the kinds that did not happen, although so many events should have brought several of each. Without them a soak
 * proves nothing: its faults did not reach the function.
 */
export function missingFaults(counts: ReadonlyMap<string, number>, events: number): string[] {
  const requests = events * minRequestsPerEvent;
  const expected: Record<string, number> = {
    'S3 is down for four seconds': requests * probability.outage,
    'S3 is slow': requests * probability.slow,
    'an event arrives late': events * probability.late,
    'an event arrives twice': events * probability.twice,
    ...shares(requests * probability.s3, s3Kinds),
    ...shares(events * probability.process, processKinds),
  };
  return Object.keys(expected).filter((kind) => Number(expected[kind]) >= minExpected && !counts.has(kind));
}

function shares(total: number, kinds: Readonly<Record<string, number>>): Record<string, number> {
  const sum = Object.values(kinds).reduce((all, share) => all + share, 0);
  return Object.fromEntries(Object.entries(kinds).map(([kind, share]) => [kind, (total * share) / sum]));
}
