import { expect } from 'chai';
import { Rejection } from '../../../../../../functions/thumbnail/errors.ts';
import { linearizeLight } from '../../../../../../functions/thumbnail/rendering/formats/svg/linearize-light.ts';

describe('linearizeLight', () => {
  it('keeps the light of filters in sRGB', () => {
    const lit = '<filter color-interpolation-filters="sRGB"><feDiffuseLighting lighting-color="red"/></filter>';

    expect(linearizeLight(lit)).to.equal(lit);
  });

  it('rejects a colour by its name, unless its rule matches no element', () => {
    const named = '<style>feSpotLight { lighting-color: red }</style>';

    expect(() => linearizeLight(`${named}<feSpotLight/>`)).to.throw(Rejection, 'light');
    expect(linearizeLight(named)).to.equal(named);
  });
});
