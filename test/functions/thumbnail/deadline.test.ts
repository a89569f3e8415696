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

  it('is listened to by as many calls as there are, without a warning', async () => {
    const warnings: string[] = [];
    const hear = ({ name }: Error) => void warnings.push(name);
    process.on('warning', hear);

    const { signal } = deadlineIn(10_000);
    for (let count = 0; count < 20; count += 1) signal.addEventListener('abort', () => {});
    await delay(10);

    process.off('warning', hear);
    expect(warnings).not.to.include('MaxListenersExceededWarning');
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
