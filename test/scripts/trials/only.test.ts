import { expect } from 'chai';
import { only } from '../../../scripts/trials/only.ts';

describe('only', () => {
  it('returns the only item', () => {
    expect(only(['a'], 'functions')).to.equal('a');
  });

  for (const items of [[], ['a', 'b']]) {
    it(`refuses ${items.length} items`, () => {
      expect(() => only(items, 'functions')).to.throw(`The stack has ${items.length} functions, expected 1.`);
    });
  }
});
