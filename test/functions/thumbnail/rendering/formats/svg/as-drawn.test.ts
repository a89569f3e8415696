import { expect } from 'chai';
import { Rejection } from '../../../../../../functions/thumbnail/errors.ts';
import { asDrawn } from '../../../../../../functions/thumbnail/rendering/formats/svg/as-drawn.ts';
import { svg } from '../../../../../support/pictures.ts';

describe('asDrawn', () => {
  it('converts the colour of light beside a filter function, whose filter computes in sRGB', () => {
    const lit = '<feDiffuseLighting lighting-color="#b0b"/><rect style="filter: blur(2px)"/>';

    expect(asDrawn(svg(lit)).toString())
      .to.contain('lighting-color="rgb(127,0,127)"')
      .and.to.contain('"sRGB"');
  });

  it('rejects the name of a colour of light beside a filter function', () => {
    const lit = '<feDiffuseLighting lighting-color="red"/><rect style="filter: blur(2px)"/>';

    expect(() => asDrawn(svg(lit))).to.throw(Rejection, 'light');
  });
});
