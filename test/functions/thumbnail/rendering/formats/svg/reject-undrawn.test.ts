import { expect } from 'chai';
import { Rejection } from '../../../../../../functions/thumbnail/errors.ts';
import { rejectUndrawn } from '../../../../../../functions/thumbnail/rendering/formats/svg/reject-undrawn.ts';
import { svg } from '../../../../../support/pictures.ts';

describe('rejectUndrawn', () => {
  const undrawnBy = (content: string) => () => rejectUndrawn(svg(content).toString());

  it('accepts an older colour before a newer one in the same style', () => {
    expect(undrawnBy('<rect style="fill: #000; fill: oklch(0.6 0.2 30)"/>')).not.to.throw();
  });

  it('rejects a newer colour over an attribute', () => {
    expect(undrawnBy('<rect fill="#000" style="fill: oklch(0.6 0.2 30)"/>')).to.throw(Rejection, 'fill: oklch');
  });

  it('rejects a newer length after an older one', () => {
    expect(undrawnBy('<rect style="width: 9px; width: calc(100% - 9px)"/>')).to.throw(Rejection, 'width: calc');
  });

  it('rejects the initial colour after another one', () => {
    expect(undrawnBy('<rect style="fill: red; fill: initial"/>')).to.throw(Rejection, 'fill: initial');
  });

  it('rejects an element turned around a point that a rule gives', () => {
    const rules = 'rect { transform-origin: center } .turned { transform: rotate(9deg) }';

    expect(undrawnBy(`<style>${rules}</style><rect class="turned"/>`)).to.throw(Rejection, 'center');
  });

  it('ignores the turn of a rule that matches no element', () => {
    const rules = 'rect { transform-origin: center } .other { transform: rotate(9deg) }';

    expect(undrawnBy(`<style>${rules}</style><rect/>`)).not.to.throw();
  });

  it('ignores the dashes of a rule that matches no element', () => {
    expect(undrawnBy('<style>.other { stroke-dasharray: 4 }</style><path pathLength="1"/>')).not.to.throw();
  });
});
