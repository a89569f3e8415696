import { expect } from 'chai';
import { createPace } from '../../../scripts/operations/pace.ts';

describe('createPace', () => {
  it('spreads what is asked at once, and makes nobody wait who comes later', async () => {
    let time = 100;
    const waits: number[] = [];
    const pace = createPace(20, { now: () => time, sleep: async (ms) => void waits.push(ms) });

    await Promise.all([pace(), pace(), pace()]);
    time += 60;
    await pace();
    time += 500;
    await pace();

    expect(waits).to.deep.equal([0, 50, 100, 90, 0]);
  });
});
