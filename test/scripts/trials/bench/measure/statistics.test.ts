import { expect } from 'chai';
import {
  geometricMean,
  median,
  pairwiseRatios,
  quantile,
} from '../../../../../scripts/trials/bench/measure/statistics.ts';

describe('quantile', () => {
  it('interpolates between the two nearest values, in any order', () => {
    expect(quantile([40, 10, 30, 20], 0.25)).to.equal(17.5);
  });

  it('refuses a list without values', () => {
    expect(() => quantile([], 0.5)).to.throw('Nothing was measured.');
  });
});

describe('median', () => {
  it('is the value in the middle', () => {
    expect(median([5, 1, 100])).to.equal(5);
  });
});

describe('pairwiseRatios', () => {
  it('divides values of the same round', () => {
    expect(pairwiseRatios([2, 30], [1, 10])).to.deep.equal([2, 3]);
  });

  it('refuses lists that were not measured in pairs', () => {
    expect(() => pairwiseRatios([1, 2], [1])).to.throw('2 values cannot be paired with 1.');
  });
});

describe('geometricMean', () => {
  it('gives a ratio and its inverse the same weight', () => {
    expect(geometricMean([4, 0.25])).to.be.closeTo(1, 1e-12);
  });

  it('refuses a list without values', () => {
    expect(() => geometricMean([])).to.throw('Nothing was measured.');
  });
});
