import { expect } from 'chai';
import { createRandom } from '../../../scripts/trials/random.ts';

const thousand = (seed: number) => {
  const random = createRandom(seed);
  return Array.from({ length: 1000 }, () => random.fraction());
};

describe('createRandom', () => {
  it('repeats its numbers for the same seed, and has others for another', () => {
    expect(thousand(7)).to.deep.equal(thousand(7));
    expect(thousand(7)).not.to.deep.equal(thousand(8));
  });

  it('spreads fractions evenly from 0 to 1', () => {
    const fractions = thousand(1);
    expect(Math.min(...fractions)).to.be.within(0, 0.01);
    expect(Math.max(...fractions)).to.be.within(0.99, 1);
    expect(fractions.reduce((sum, it) => sum + it, 0) / 1000).to.be.within(0.45, 0.55);
  });

  it('returns every whole number below a count, and picks every item of a list', () => {
    const random = createRandom(1);
    const items = ['a', 'b', 'c'];
    expect(new Set(Array.from({ length: 100 }, () => random.below(3)))).to.deep.equal(new Set([0, 1, 2]));
    expect(new Set(Array.from({ length: 100 }, () => random.pick(items)))).to.deep.equal(new Set(items));
    expect(() => random.pick([])).to.throw('list to pick from is empty');
  });

  it('makes things happen with the given probability', () => {
    const random = createRandom(1);
    const count = Array.from({ length: 10_000 }, () => random.happens(0.1)).filter(Boolean).length;
    expect(count).to.be.within(900, 1100);
  });
});
