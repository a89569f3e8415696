import { expect } from 'chai';
import { xmpCredit } from '../../../../../functions/thumbnail/rendering/credit/xmp-credit.ts';

const creditOf = (xmp: string) => xmpCredit(Buffer.from(xmp));

describe('xmpCredit', () => {
  it('reads a property as an element, an attribute and a list', () => {
    expect(creditOf('<photoshop:Credit>Agency</photoshop:Credit>').credit).to.equal('Agency');
    expect(creditOf('<rdf:Description photoshop:Credit="Agency"/>').credit).to.equal('Agency');
    expect(
      creditOf('<dc:creator><rdf:Bag><rdf:li>A</rdf:li>\n<rdf:li>B</rdf:li></rdf:Bag></dc:creator>').artist,
    ).to.equal('A, B');
  });

  it('unescapes characters, once', () => {
    expect(creditOf('<photoshop:Credit>A &amp;lt; &#169;&#xe9; &x; &#99999999;</photoshop:Credit>').credit).to.equal(
      'A &lt; ©é &x; &#99999999;',
    );
  });

  it('finds nothing in what is cut off or too long', () => {
    for (const xmp of ['<dc:rights><rdf:li>A', `<dc:rights>${'a'.repeat(20_000)}</dc:rights>`, '']) {
      expect(creditOf(xmp)).to.deep.equal({ artist: undefined, copyright: undefined, credit: undefined });
    }
  });
});
