import { expect } from 'chai';
import fc from 'fast-check';
import { EventHeap } from '../../../../scripts/trials/simulation/event-heap.ts';

describe('EventHeap', () => {
  it('returns events by time, however they were added', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(1000), { maxLength: 3000 }), (times) => {
        const heap = new EventHeap();
        for (const [event, time] of times.entries()) heap.push(time, event);

        const popped = times.map(() => times[heap.pop()]);

        expect(popped).to.deep.equal([...times].sort((one, other) => one - other));
        expect(heap.nextTime).to.equal(Number.POSITIVE_INFINITY);
      }),
      { numRuns: 50 },
    );
  });

  it('goes on when events are added between others', () => {
    const heap = new EventHeap();
    heap.push(5, 50);
    heap.push(1, 10);
    expect(heap.pop()).to.equal(10);
    heap.push(3, 30);

    expect([heap.nextTime, heap.pop(), heap.pop()]).to.deep.equal([3, 30, 50]);
  });

  it('refuses to return an event when none is left', () => {
    expect(() => new EventHeap().pop()).to.throw('No event is left.');
  });
});
