import { expect } from 'chai';
import { createSemaphore } from '../../../../scripts/local-aws/lambda/semaphore.ts';

describe('createSemaphore', () => {
  it('gives out its slots at once, and each released slot in the order of the requests', async () => {
    const { acquire } = createSemaphore(2);
    const begun: number[] = [];
    const turns = [1, 2, 3, 4].map(async (number) => {
      const end = await acquire();
      begun.push(number);
      return end;
    });

    const [endFirst, endSecond] = await Promise.all(turns.slice(0, 2));
    expect(begun).to.deep.equal([1, 2]);
    endSecond?.();
    const endThird = await turns[2];
    expect(begun).to.deep.equal([1, 2, 3]);

    endFirst?.();
    endThird?.();
    await turns[3];
    expect(begun).to.deep.equal([1, 2, 3, 4]);
  });

  it('gives out slots that are added, and none while there are too many taken', async () => {
    const { acquire, resize } = createSemaphore(0);
    const begun: number[] = [];
    const turns = [1, 2, 3].map(async (number) => {
      const end = await acquire();
      begun.push(number);
      return end;
    });

    resize(2);
    const [endFirst, endSecond] = await Promise.all(turns.slice(0, 2));
    expect(begun).to.deep.equal([1, 2]);
    resize(1);
    endFirst?.();
    await Promise.resolve();
    expect(begun).to.deep.equal([1, 2]);
    endSecond?.();
    await turns[2];
    expect(begun).to.deep.equal([1, 2, 3]);
  });
});
