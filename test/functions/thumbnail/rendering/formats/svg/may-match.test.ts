import { expect } from 'chai';
import { mayMatch } from '../../../../../../functions/thumbnail/rendering/formats/svg/may-match.ts';

describe('mayMatch', () => {
  it('takes no name from the value of an attribute', () => {
    expect(mayMatch('[href$=".png"]', '<image href="a.png"/>')).to.equal(true);
    expect(mayMatch("[title='(#a'] rect", '<rect title="(#a"/>')).to.equal(true);
  });

  it('demands each name, class, identifier and attribute', () => {
    expect(mayMatch('rect.a', '<rect class="b a"/>')).to.equal(true);
    for (const selector of ['circle', 'rect.b', '#b', '[href]']) {
      expect(mayMatch(selector, '<rect class="a"/>'), selector).to.equal(false);
    }
  });
});
