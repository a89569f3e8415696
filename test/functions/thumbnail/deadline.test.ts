import { once } from 'node:events';
import { setTimeout as delay, setImmediate } from 'node:timers/promises';
import { expect } from 'chai';
import { deadlineIn } from '../../../functions/thumbnail/deadline.ts';

describe('deadlineIn', () => {
  it('has less and less time left', async () => {
    const start = performance.now();
    const { leftMs, signal } = deadlineIn(10_000);

    const before = leftMs();
    const elapsed = performance.now() - start;
    await delay(5);

    expect(before).to.be.within(10_000 - elapsed, 10_000);
    expect(leftMs()).to.be.below(before);
    expect(signal.aborted).to.equal(false);
  });

  it('lets any number of calls listen without a warning', async () => {
    const warnings: string[] = [];
    const hear = ({ name }: Error) => void warnings.push(name);
    process.on('warning', hear);

    const { signal } = deadlineIn(10_000);
    for (let count = 0; count < 20; count += 1) signal.addEventListener('abort', () => {});
    await setImmediate();

    process.off('warning', hear);
    expect(warnings).not.to.include('MaxListenersExceededWarning');
  });

  for (const ms of [1, 0, -5, 0.5]) {
    it(`has no time left after ${ms} milliseconds, and aborts`, async () => {
      const { leftMs, signal } = deadlineIn(ms);

      await once(signal, 'abort');
      // Timers count whole milliseconds.
      while (leftMs() > 0) await setImmediate();

      expect(leftMs()).to.equal(0);
      expect(signal.aborted).to.equal(true);
    });
  }
});
