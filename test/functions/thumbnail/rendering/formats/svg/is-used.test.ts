import { expect } from 'chai';
import { isUsed } from '../../../../../../functions/thumbnail/rendering/formats/svg/is-used.ts';

describe('isUsed', () => {
  it('finds a rule whose selector excludes two classes', () => {
    expect(isUsed({ selector: 'rect:not(.a, .b)' }, '<rect/>')).to.equal(true);
    expect(isUsed({ selector: 'circle, .c:not(.a, .b)' }, '<rect/>')).to.equal(false);
  });
});
