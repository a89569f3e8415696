import { expect } from 'chai';
import { summarize } from '../../../../scripts/trials/simulation/summarize.ts';

const scenario = {
  uploads: 100,
  uploadsPerSecond: 1e9,
  notificationMs: 0,
  invocationMs: 100,
  coldStartMs: 0,
  concurrency: 1,
  scaling: undefined,
  waiting: 'in line' as const,
  retryDelaysMs: [],
  maxEventAgeMs: 21_600_000,
  fails: () => false,
};

describe('summarize', () => {
  it('returns the time that half of the thumbnails, and 99 of 100, take at most', () => {
    const { created, p50Ms, p99Ms } = summarize(scenario);

    expect([created, Math.round(p50Ms ?? 0), Math.round(p99Ms ?? 0)]).to.deep.equal([100, 5000, 9900]);
  });

  it('counts what becomes of every event', () => {
    let invocations = 0;
    const { created, deadLettered, agedOut, p50Ms } = summarize({
      ...scenario,
      maxEventAgeMs: 1000,
      fails: () => ++invocations <= 4,
    });

    // The eleventh invocation begins after 1,000 ms, and what is older is given up.
    expect({ created, deadLettered, agedOut }).to.deep.equal({ created: 7, deadLettered: 4, agedOut: 89 });
    expect(Math.round(p50Ms ?? 0)).to.equal(800);
  });

  it('has no times when no thumbnail was created', () => {
    expect(summarize({ ...scenario, fails: () => true })).to.include({ p50Ms: undefined, p99Ms: undefined });
  });
});
