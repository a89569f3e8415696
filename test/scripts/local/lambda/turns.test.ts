import { expect } from 'chai';
import { openTurns } from '../../../../scripts/local/lambda/turns.ts';

describe('openTurns', () => {
  it('gives so many turns at once, and the others as these end, in the order asked for', async () => {
    const takeTurn = openTurns(2);
    const begun: number[] = [];
    const turns = [1, 2, 3, 4].map(async (number) => {
      const end = await takeTurn();
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
});
