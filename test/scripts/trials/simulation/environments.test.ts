import { expect } from 'chai';
import { openEnvironments } from '../../../../scripts/trials/simulation/environments.ts';

const options = { concurrency: 100, invocationMs: 100, coldStartMs: 400, scaling: { burst: 2, perSecond: 1 } };

describe('openEnvironments', () => {
  it('starts an environment, and then reuses it', () => {
    const environments = openEnvironments(options);
    const first = environments.acquire(0);
    environments.release();

    expect([first, environments.acquire(1000)]).to.deep.equal([500, 100]);
    expect(environments.started).to.equal(1);
  });

  it('throttles at the concurrency', () => {
    const environments = openEnvironments({ ...options, concurrency: 1, scaling: undefined });

    expect([environments.acquire(0), environments.acquire(0)]).to.deep.equal([500, undefined]);
    expect(environments.maxRunning).to.equal(1);
  });

  it('starts no more than the scaling rate allows, and saves up nothing above the burst', () => {
    const environments = openEnvironments(options);
    const startsAt = (now: number) => [1, 2, 3].map(() => environments.acquire(now) !== undefined);

    expect(startsAt(0)).to.deep.equal([true, true, false]);
    expect(startsAt(1000)).to.deep.equal([true, false, false]);
    expect(startsAt(60_000)).to.deep.equal([true, true, false]);
  });
});
