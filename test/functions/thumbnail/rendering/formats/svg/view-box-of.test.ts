import { expect } from 'chai';
import { tagsOf } from '../../../../../../functions/thumbnail/rendering/formats/svg/tags-of.ts';
import { viewBoxOf } from '../../../../../../functions/thumbnail/rendering/formats/svg/view-box-of.ts';

const boxOf = (attributes: string) => [...tagsOf(`<svg ${attributes}/>`)].map(viewBoxOf)[0];

describe('viewBoxOf', () => {
  it('reads numbers between spaces and commas', () => {
    expect(boxOf('viewBox=" -1,.5 3e1, 4 "')).to.deep.equal([-1, 0.5, 30, 4]);
  });

  for (const attributes of ['', 'viewBox=""', 'viewBox="0 0 9"', 'viewBox="0 0 9 9px"', 'viewBox="0 0 9 9 9"']) {
    it(`reads none of ${attributes || 'no attribute'}`, () => {
      expect(boxOf(attributes)).to.equal(undefined);
    });
  }
});
