import { expect } from 'chai';
import { randomOf } from '../../../scripts/trials/random.ts';

const some = (seed: number) => {
  const random = randomOf(seed);
  return Array.from({ length: 1000 }, () => random.fraction());
};

describe('randomOf', () => {
  it('gives the same again for the same seed, and something else for another', () => {
    expect(some(7)).to.deep.equal(some(7));
    expect(some(7)).not.to.deep.equal(some(8));
  });

  it('gives fractions all over from 0 to 1', () => {
    const fractions = some(1);
    expect(Math.min(...fractions)).to.be.within(0, 0.01);
    expect(Math.max(...fractions)).to.be.within(0.99, 1);
    expect(fractions.reduce((sum, it) => sum + it, 0) / 1000).to.be.within(0.45, 0.55);
  });

  it('gives every whole number below a count, and picks every item of a list', () => {
    const random = randomOf(1);
    const items = ['a', 'b', 'c'];
    expect(new Set(Array.from({ length: 100 }, () => random.below(3)))).to.deep.equal(new Set([0, 1, 2]));
    expect(new Set(Array.from({ length: 100 }, () => random.pick(items)))).to.deep.equal(new Set(items));
    expect(() => random.pick([])).to.throw('nothing to pick from');
  });

  it('has things happen as often as they shall', () => {
    const random = randomOf(1);
    const count = Array.from({ length: 10_000 }, () => random.happens(0.1)).filter(Boolean).length;
    expect(count).to.be.within(900, 1100);
  });
});
