import { expect } from 'chai';
import { Rejection } from '../../../../../../functions/thumbnail/errors.ts';
import { fitPatterns } from '../../../../../../functions/thumbnail/rendering/formats/svg/fit-patterns.ts';
import { svg } from '../../../../../support/pictures.ts';

describe('fitPatterns', () => {
  const relative = '<pattern id="p" viewBox="0 0 9 9" width="10%" height="10%"></pattern>';
  const fitted = (content: string) => () => fitPatterns(svg(content).toString());

  it('keeps a pattern with a relative size that fills a square', () => {
    const content = `${relative}<rect width="9px" height="9" fill="url(#p)"/>`;

    expect(fitted(content)()).to.contain(content);
  });

  for (const [name, users] of Object.entries({
    'in quotation marks': `<rect width="9" height="8" fill="url('#p')"/>`,
    'in a style sheet': '<style>rect { fill: url("#p") }</style><rect width="9" height="8"/>',
    'for a rectangle without a size': '<rect fill="url(#p)"/>',
    'for a rectangle in percent': '<rect width="100%" height="100%" fill="url(#p)"/>',
  })) {
    it(`rejects a pattern with a relative size that is used ${name}`, () => {
      expect(fitted(relative + users)).to.throw(Rejection, 'relative size');
    });
  }

  for (const inheriting of [
    '<pattern id="a"/><pattern href="#a" viewBox="1 1 9 9" width="9" height="9" patternUnits="userSpaceOnUse"></pattern>',
    '<pattern id="a" viewBox="1 1 9 9" width="9" height="9" patternUnits="userSpaceOnUse"/><pattern xlink:href="#a"/>',
  ]) {
    it(`rejects ${inheriting}`, () => {
      expect(fitted(inheriting)).to.throw(Rejection, 'inherits');
    });
  }

  it('accepts patterns that inherit beside one with a view box', () => {
    const box = '<pattern viewBox="0 0 9 9" width="9" height="9" patternUnits="userSpaceOnUse"></pattern>';

    expect(fitted(`<pattern id="a"/><pattern href="#a"/>${box}`)).not.to.throw();
  });
});
