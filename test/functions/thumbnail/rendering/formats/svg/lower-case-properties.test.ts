import { expect } from 'chai';
import { lowerCaseProperties } from '../../../../../../functions/thumbnail/rendering/formats/svg/lower-case-properties.ts';

describe('lowerCaseProperties', () => {
  for (const [written, lowered] of [
    ['<a style = "FILL:Red; Stroke-Width : 2"/>', '<a style = "fill:Red; stroke-width : 2"/>'],
    [`<a style='Fill:red'/>`, `<a style='fill:red'/>`],
    ['<style>.A { FILL:Red;Stroke:B }</style>', '<style><![CDATA[.A { fill:Red;stroke:B }]]></style>'],
  ] as const) {
    it(`lowers the properties of ${written}`, () => {
      expect(lowerCaseProperties(written)).to.equal(lowered);
    });
  }

  for (const kept of ['<a style="--Fill: red"/>', '<a d="M: 1" style="fill: A:B"/>']) {
    it(`keeps ${kept}`, () => {
      expect(lowerCaseProperties(kept)).to.equal(kept);
    });
  }
});
