import { expect } from 'chai';
import { Failure, Rejection } from '../../../../functions/thumbnail/errors.ts';
import { outOfTime, startTimeBudget } from '../../../../functions/thumbnail/rendering/time-budget.ts';
import { expectError } from '../../../support/expect-error.ts';

describe('startTimeBudget', () => {
  it('rejects once this process has used more CPU time than the image may take, and not before', async () => {
    const time = startTimeBudget({ cpuMs: 200, wallMs: Number.POSITIVE_INFINITY });
    time.checkCpu();

    const { user, system } = process.cpuUsage();
    useCpuUntil(user + system + 200_000);

    await expectError(Rejection, 'image-too-complex', () => time.checkCpu());
  });

  it('has whole seconds left, and no more than sharp takes', () => {
    expect(startTimeBudget({ cpuMs: 1, wallMs: 600_500 }).secondsLeft()).to.be.at.most(600);
    expect(startTimeBudget({ cpuMs: 1, wallMs: Number.POSITIVE_INFINITY }).secondsLeft()).to.equal(3600);
  });

  it('fails when less than a second is left', async () => {
    const time = startTimeBudget({ cpuMs: 1, wallMs: 999 });

    await expectError(Failure, 'out-of-time', () => time.secondsLeft());
  });
});

describe('outOfTime', () => {
  it('says how long rendering took, and how much of that it could compute', () => {
    expect(outOfTime(22_000, 3140).message).to.contain('22.0 seconds, of which it could compute for 3.1');
  });

  it('says nothing about CPU time where that is unknown', () => {
    expect(outOfTime(22_000, undefined).message).to.contain('22.0 seconds. ');
  });
});

function useCpuUntil(microseconds: number): void {
  for (;;) {
    const { user, system } = process.cpuUsage();
    if (user + system > microseconds) return;
  }
}
