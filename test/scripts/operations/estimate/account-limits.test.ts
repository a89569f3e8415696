import { expect } from 'chai';
import { accountLimits, peakRate } from '../../../../scripts/operations/estimate/account-limits.ts';

/** A hundred uploads a second at the busiest time. */
const workload = { imagesPerMonth: 25_920_000, peak: 10, variants: 1, results: false };

describe('peakRate', () => {
  it('is the average of a month of 30 days times the peak', () => {
    expect(peakRate(workload)).to.equal(100);
  });
});

describe('accountLimits', () => {
  it('needs as many invocations at a time as come while one runs', () => {
    const limits = accountLimits(workload, 200, 10);

    expect(limits.filter(({ unit }) => unit === 'invocations at a time').map(({ needed }) => needed)).to.deep.equal([
      20, 20,
    ]);
  });

  it('begins with the limit that binds first', () => {
    const names = (reserved: number | undefined, rate: number) =>
      accountLimits({ ...workload, peak: rate / 10 }, 200, reserved).map(({ name }) => name.split(' ')[0]);

    expect(names(10, 100)[0]).to.equal('reservedConcurrency');
    expect(names(undefined, 100)[0]).to.equal('GET');
  });

  it('has no limit of the environment when nothing is reserved', () => {
    expect(accountLimits(workload, 200, undefined).map(({ name }) => name)).not.to.include(
      'reservedConcurrency of the environment',
    );
  });
});
