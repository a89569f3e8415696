import { expect } from 'chai';
import { type EventEnd, type Scenario, simulate } from '../../../../scripts/trials/simulation/simulate.ts';

/** Ten uploads at once, and an environment that takes 100 ms for each. */
const scenario: Scenario = {
  uploads: 10,
  uploadsPerSecond: 1e9,
  notificationMs: 0,
  invocationMs: 100,
  coldStartMs: 0,
  concurrency: 1,
  scaling: undefined,
  waiting: 'in line',
  retryDelaysMs: [60_000, 120_000],
  maxEventAgeMs: 21_600_000,
  fails: () => false,
};

function run(changes: Partial<Scenario>) {
  const ends: EventEnd[] = [];
  const simulated = simulate({ ...scenario, ...changes }, (end) => ends.push(end));
  return { ends, simulated };
}

describe('simulate', () => {
  it('handles events in line, one after another', () => {
    const { ends } = run({ uploads: 3 });

    expect(ends.map(({ upload, ms }) => [upload, Math.round(ms)])).to.deep.equal([
      [0, 100],
      [1, 200],
      [2, 300],
    ]);
  });

  it('lets a throttled event wait 1 second, then twice as long each time', () => {
    // The one environment is busy for 10 s, until the fourth attempt at 1 + 2 + 4 + 8 s.
    const { ends, simulated } = run({ uploads: 2, invocationMs: 10_000, waiting: 'backoff' });

    expect(ends.map(({ ms }) => Math.round(ms))).to.deep.equal([10_000, 25_000]);
    expect(simulated).to.include({ throttledUploads: 1, throttles: 4, maxConcurrency: 1, coldStarts: 1 });
  });

  it('never waits longer than 5 minutes between two attempts', () => {
    const { ends } = run({ uploads: 2, invocationMs: 2_000_000, waiting: 'backoff' });

    // 1 + 2 + 4 + … + 256 = 511 s, then every 300 s: 511 + 5 × 300 = 2011 s.
    expect(Math.round(ends[1]?.ms ?? 0)).to.equal(2_011_000 + 2_000_000);
  });

  it('gives up an event that is too old at its next attempt', () => {
    const { ends } = run({ uploads: 2, invocationMs: 100_000, waiting: 'backoff', maxEventAgeMs: 20_000 });

    expect(ends.map(({ condition, invocations, ms }) => [condition, invocations, Math.round(ms)])).to.deep.equal([
      ['EventAgeExceeded', 0, 31_000],
      ['Success', 1, 100_000],
    ]);
  });

  it('retries a failed invocation after one and two minutes, and then gives up', () => {
    const { ends } = run({ uploads: 1, fails: () => true });

    expect(ends).to.deep.equal([{ upload: 0, condition: 'RetriesExhausted', invocations: 3, ms: 180_300 }]);
  });

  it('counts the cold start of each environment into the time of its first event', () => {
    const { ends, simulated } = run({ uploads: 3, concurrency: 2, coldStartMs: 400 });

    expect(ends.map(({ ms }) => Math.round(ms))).to.deep.equal([500, 500, 600]);
    expect(simulated.coldStarts).to.equal(2);
  });

  it('measures from the upload, of which the event comes later', () => {
    const { ends } = run({ uploads: 2, uploadsPerSecond: 1, notificationMs: 700 });

    expect(ends.map(({ ms }) => Math.round(ms))).to.deep.equal([800, 800]);
  });

  it('ends every event once', () => {
    const random = [true, false, false, true, true];
    let calls = 0;
    const fails = () => random[calls++ % random.length] ?? false;

    const { ends } = run({ uploads: 500, uploadsPerSecond: 50, concurrency: 3, waiting: 'backoff', fails });

    expect(ends.map(({ upload }) => upload).sort((one, other) => one - other)).to.deep.equal([...Array(500).keys()]);
  });
});
