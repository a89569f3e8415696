import { expect } from 'chai';
import { forEachConcurrently } from '../../../scripts/operations/for-each-concurrently.ts';
import { expectError } from '../../support/expect-error.ts';

const { signal } = new AbortController();
const turn = () => new Promise<void>((resolve) => setImmediate(resolve));

describe('forEachConcurrently', () => {
  it('handles every item, no more than so many at a time', async () => {
    let running = 0;
    let max = 0;
    const handled: number[] = [];

    await forEachConcurrently([1, 2, 3, 4, 5], { max: 2, signal }, async (item) => {
      max = Math.max(max, ++running);
      await turn();
      running--;
      handled.push(item);
    });

    expect({ max, handled }).to.deep.equal({ max: 2, handled: [1, 2, 3, 4, 5] });
  });

  it('begins no further item after an error, and waits for those that run', async () => {
    const begun: number[] = [];
    const ended: number[] = [];
    const act = () =>
      forEachConcurrently([1, 2, 3, 4], { max: 2, signal }, async (item) => {
        begun.push(item);
        if (item === 1) throw new Error('first');
        await turn();
        ended.push(item);
      });

    expect((await expectError(Error, undefined, act)).message).to.equal('first');
    expect({ begun, ended }).to.deep.equal({ begun: [1, 2], ended: [2] });
  });

  it('rejects with the reason of the signal', async () => {
    const stop = new AbortController();
    const begun: number[] = [];
    const act = () =>
      forEachConcurrently([1, 2, 3], { max: 1, signal: stop.signal }, async (item) => {
        begun.push(item);
        stop.abort(new Error('interrupted'));
      });

    expect((await expectError(Error, undefined, act)).message).to.equal('interrupted');
    expect(begun).to.deep.equal([1]);
  });
});
