import { deflateSync } from 'node:zlib';
import { expect } from 'chai';
import { pngCredit } from '../../../../../../functions/thumbnail/rendering/formats/png/credit.ts';
import { iptcOf, photoshopResources } from '../../../../../support/iptc.ts';
import { pngChunk } from '../../../../../support/png-chunks.ts';

const xmp = '<rdf:RDF><rdf:Description dc:rights="From XMP"/></rdf:RDF>';
const iptc = photoshopResources(0x0404, iptcOf({ 80: 'Ana', 116: 'From IPTC' }));

const creditOf = (...chunks: Buffer[]) => pngCredit(Buffer.concat([Buffer.alloc(8), ...chunks]));
const plain = (keyword: string, text: string) => pngChunk('tEXt', Buffer.from(`${keyword}\0${text}`, 'latin1'));
const compressed = (keyword: string, text: string | Buffer) =>
  pngChunk('zTXt', Buffer.concat([Buffer.from(`${keyword}\0\0`), deflateSync(text)]));

/** ImageMagick writes profiles so, and so does ExifTool under other names. */
const rawProfile = (name: string, profile: Buffer) =>
  `\n${name}\n${String(profile.length).padStart(8)}\n${profile.toString('hex').replace(/.{72}/g, '$&\n')}\n`;

describe('pngCredit', () => {
  it('reads the texts that PNG defines, in any kind of chunk', () => {
    const copyright = pngChunk('iTXt', Buffer.from('Copyright\0\0\0de\0Urheberrecht\0© Zoë'));

    expect(creditOf(plain('Author', 'Zo\xeb'), copyright)).to.deep.include({ artist: 'Zoë', copyright: '© Zoë' });
    expect(creditOf(compressed('Author', 'Ana')).artist).to.equal('Ana');
    expect(creditOf(plain('Artist', 'Ana')).artist).to.equal('Ana');
    expect(creditOf(plain('Software', 'Ana')).artist).to.equal(undefined);
  });

  it('reads XMP that is compressed', () => {
    const start = Buffer.from('XML:com.adobe.xmp\0\x01\0\0\0', 'latin1');

    expect(creditOf(pngChunk('iTXt', Buffer.concat([start, deflateSync(xmp)]))).copyright).to.equal('From XMP');
  });

  it('reads the profiles of ImageMagick and ExifTool', () => {
    for (const text of [compressed, plain]) {
      const credit = creditOf(text('Raw profile type iptc', rawProfile('IPTC profile', iptc)));
      expect(credit).to.deep.include({ artist: 'Ana', copyright: 'From IPTC' });
    }
    expect(creditOf(compressed('Raw profile type xmp', rawProfile('xmp', Buffer.from(xmp)))).copyright).to.equal(
      'From XMP',
    );
  });

  it('prefers XMP to IPTC, and IPTC to other texts', () => {
    const texts = [plain('Copyright', 'From text'), compressed('Raw profile type iptc', rawProfile('iptc', iptc))];

    expect(creditOf(...texts).copyright).to.equal('From IPTC');
    expect(creditOf(...texts, plain('XML:com.adobe.xmp', xmp)).copyright).to.equal('From XMP');
  });

  it('reads the first text with a keyword alone, since each takes memory and time', () => {
    const huge = compressed('Author', Buffer.alloc(4_000_000, 'a'));

    expect(creditOf(plain('Author', 'Ana'), ...Array<Buffer>(2000).fill(huge)).artist).to.equal('Ana');
  });

  it('finds nothing in what is damaged, or larger than it may be', () => {
    const damaged = pngChunk('zTXt', Buffer.from('Author\0\0Ana'));
    const huge = compressed('Author', Buffer.alloc(5_000_000, 'a'));
    const cutOff = plain('Author', 'Ana').subarray(0, 12);

    for (const chunk of [damaged, huge, cutOff, pngChunk('tEXt', Buffer.from('Author'))]) {
      expect(creditOf(chunk).artist).to.equal(undefined);
    }
  });
});
