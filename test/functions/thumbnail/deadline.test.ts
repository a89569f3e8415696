import { getMaxListeners } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { expect } from 'chai';
import { deadlineIn } from '../../../functions/thumbnail/deadline.ts';

describe('deadlineIn', () => {
  it('has less and less time left', async () => {
    const { leftMs, signal } = deadlineIn(10_000);

    const before = leftMs();
    await delay(5);

    expect(before).to.be.within(9000, 10_000);
    expect(leftMs()).to.be.below(before);
    expect(signal.aborted).to.equal(false);
  });

  it('is listened to by as many calls as there are, without a warning', () => {
    expect(getMaxListeners(deadlineIn(10_000).signal)).to.equal(0);
  });

  for (const ms of [1, 0, -5, 0.5]) {
    it(`is over ${ms} milliseconds later, and says so`, async () => {
      const { leftMs, signal } = deadlineIn(ms);

      await delay(20);

      expect(leftMs()).to.equal(0);
      expect(signal.aborted).to.equal(true);
    });
  }
});
