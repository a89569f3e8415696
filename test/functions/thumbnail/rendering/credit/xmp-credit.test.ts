import { expect } from 'chai';
import { xmpCredit } from '../../../../../functions/thumbnail/rendering/credit/xmp-credit.ts';

const packetOf = (properties: string, attributes = '') =>
  `<x:xmpmeta><rdf:RDF><rdf:Description ${attributes}>${properties}</rdf:Description></rdf:RDF></x:xmpmeta>`;
const creditOf = (properties: string, attributes?: string) => xmpCredit(Buffer.from(packetOf(properties, attributes)));
const nothing = { artist: undefined, copyright: undefined, credit: undefined };

const rights = (...items: string[]) => `<dc:rights><rdf:Alt>${items.join('')}</rdf:Alt></dc:rights>`;
const german = '<rdf:li xml:lang="de">Rechte</rdf:li>';

describe('xmpCredit', () => {
  it('reads a property as an element, an attribute and a list', () => {
    expect(creditOf('<photoshop:Credit>Agency</photoshop:Credit>').credit).to.equal('Agency');
    expect(creditOf('', 'photoshop:Credit="Agency"').credit).to.equal('Agency');
    expect(creditOf('', "rdf:about='' photoshop:Credit = 'Agency'").credit).to.equal('Agency');
    expect(
      creditOf('<dc:creator><rdf:Bag><rdf:li>A</rdf:li>\n<rdf:li>B</rdf:li></rdf:Bag></dc:creator>').artist,
    ).to.equal('A, B');
  });

  it('reads elements with attributes, spaces, marked text and qualifiers', () => {
    for (const credit of [
      '<photoshop:Credit xml:lang="en">A &amp; B</photoshop:Credit>',
      '<photoshop:Credit\n>A &amp; B</photoshop:Credit >',
      '<photoshop:Credit><![CDATA[A & B]]></photoshop:Credit>',
      '<photoshop:Credit><rdf:value>A &amp; B</rdf:value><ns:by>C</ns:by></photoshop:Credit>',
      '<!-- <photoshop:Credit>C</photoshop:Credit> --><photoshop:Credit>A &amp; B</photoshop:Credit>',
      '<photoshop:Credit/><photoshop:Credit>A &amp; B</photoshop:Credit>',
    ]) {
      expect(creditOf(credit).credit, credit).to.equal('A & B');
    }
  });

  it('prefers the default language, then the first that has a text', () => {
    expect(creditOf(rights(german, "<rdf:li xml:lang='x-default'>Rights</rdf:li>")).copyright).to.equal('Rights');
    expect(creditOf(rights('<rdf:li xml:lang="x-default"/>', german)).copyright).to.equal('Rechte');
  });

  it('leaves out what describes a part of the image', () => {
    const part = `<xmpMM:Pantry><rdf:Bag><rdf:li><rdf:Description>${rights(german)}</rdf:Description></rdf:li></rdf:Bag></xmpMM:Pantry>`;

    expect(creditOf(`${part}${rights('<rdf:li>Own</rdf:li>')}`).copyright).to.equal('Own');
  });

  it('reads UTF-16', () => {
    const xmp = Buffer.from(packetOf(rights('<rdf:li>© Zoë</rdf:li>')), 'utf16le');

    expect(xmpCredit(xmp).copyright).to.equal('© Zoë');
    expect(xmpCredit(Buffer.from(xmp).swap16()).copyright).to.equal('© Zoë');
  });

  it('unescapes characters, once', () => {
    expect(creditOf('<photoshop:Credit>A &amp;lt; &#169;&#xe9; &x; &#99999999;</photoshop:Credit>').credit).to.equal(
      'A &lt; ©é &x; &#99999999;',
    );
  });

  it('keeps 500 characters, and joiners within words', () => {
    expect(creditOf(`<photoshop:Credit>${'a'.repeat(499)}👩👩</photoshop:Credit>`).credit).to.equal(
      `${'a'.repeat(499)}👩`,
    );
    expect(creditOf('<photoshop:Credit>می\u200cخواهم</photoshop:Credit>').credit).to.equal('می\u200cخواهم');
  });

  it('finds nothing in what is cut off', () => {
    for (const xmp of [
      packetOf('<dc:rights><rdf:li>A').split('</')[0],
      '<rdf:RDF><rdf:Description dc:rights="A',
      '<',
      '',
    ]) {
      expect(xmpCredit(Buffer.from(xmp ?? ''))).to.deep.equal(nothing);
    }
  });

  it('ends soon, whatever it is given', () => {
    for (const part of ['<a>', '<a/>', '<!--', '<a ', ' a="', '&', '<rdf:li/>', '<![CDATA[']) {
      const xmp = `<rdf:RDF><rdf:Description><dc:rights>${part.repeat(200_000)}`;
      expect(xmpCredit(Buffer.from(xmp)), part).to.deep.equal(nothing);
    }
  });
});
