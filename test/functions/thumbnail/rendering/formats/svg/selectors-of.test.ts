import { expect } from 'chai';
import { selectorsOf } from '../../../../../../functions/thumbnail/rendering/formats/svg/selectors-of.ts';

describe('selectorsOf', () => {
  for (const [list, selectors] of Object.entries({
    'a, b': ['a', ' b'],
    'a:not(.a, .b),b': ['a:not(.a, .b)', 'b'],
    'a:not(.a, :is(.b, .c)),b': ['a:not(.a, :is(.b, .c))', 'b'],
    '[title="a, (b"],b': ['[title="a, (b"]', 'b'],
    'a:not(.a, b': ['a:not(.a', ' b'],
  })) {
    it(`splits ${list}`, () => {
      expect(selectorsOf(list)).to.deep.equal(selectors);
    });
  }
});
