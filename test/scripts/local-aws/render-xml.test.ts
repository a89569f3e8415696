import { expect } from 'chai';
import { renderXml } from '../../../scripts/local-aws/render-xml.ts';

describe('renderXml', () => {
  it('omits undefined, repeats the element of an array, and escapes text', () => {
    const xml = renderXml('A', { B: [1, 2], C: undefined, D: { E: '<&\n"' } });

    expect(xml).to.equal(
      '<?xml version="1.0" encoding="UTF-8"?>\n<A><B>1</B><B>2</B><D><E>&#x3C;&#x26;&#xA;"</E></D></A>',
    );
  });

  it('declares a namespace', () => {
    expect(renderXml('A', '', 'http://a')).to.contain('<A xmlns="http://a"></A>');
  });
});
