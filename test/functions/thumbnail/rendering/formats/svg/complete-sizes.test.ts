import { expect } from 'chai';
import { Rejection } from '../../../../../../functions/thumbnail/errors.ts';
import { completeSizes } from '../../../../../../functions/thumbnail/rendering/formats/svg/complete-sizes.ts';

describe('completeSizes', () => {
  for (const [name, content] of Object.entries({
    'a rule': '<style>image { max-width: 100%; height: auto }</style><image width="160"/>',
    'a style': '<image width="160" height="120" style="height:auto"/>',
  })) {
    it(`rejects a picture with an automatic size by ${name}`, () => {
      expect(() => completeSizes(`<svg>${content}</svg>`)).to.throw(Rejection, 'automatic size');
    });
  }

  it('ignores automatic sizes of other elements', () => {
    const content = '<style>svg { height: auto }</style><image width="160" height="120"/>';

    expect(completeSizes(content)).to.equal(content);
  });
});
