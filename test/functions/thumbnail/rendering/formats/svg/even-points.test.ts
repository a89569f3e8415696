import { expect } from 'chai';
import { evenPoints } from '../../../../../../functions/thumbnail/rendering/formats/svg/even-points.ts';

describe('evenPoints', () => {
  it('removes the last number of an odd list, also after white space', () => {
    expect(evenPoints('<polygon points=" 1,2 3-4 .5.5 7"/>')).to.equal('<polygon points="1 2 3 -4 .5 .5"/>');
  });

  it('keeps an even list', () => {
    expect(evenPoints('<polygon points=" 1,2 3-4"/>')).to.equal('<polygon points=" 1,2 3-4"/>');
  });
});
