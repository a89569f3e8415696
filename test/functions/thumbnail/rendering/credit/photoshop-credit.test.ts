import { expect } from 'chai';
import { photoshopCredit } from '../../../../../functions/thumbnail/rendering/credit/photoshop-credit.ts';
import { psd } from '../../../../../functions/thumbnail/rendering/formats/psd.ts';
import { iptcOf, photoshopResources } from '../../../../support/iptc.ts';
import { withText } from '../../../../support/tiff-directory.ts';

const iptc = photoshopResources(0x0404, iptcOf({ 80: 'Ana', 116: 'From IPTC' }));
const xmp = photoshopResources(
  0x0424,
  Buffer.from('<rdf:RDF><rdf:Description dc:rights="From XMP" photoshop:Credit="Agency"/></rdf:RDF>'),
);
const exif = photoshopResources(
  0x0422,
  withText(Buffer.from('II*\0\x08\0\0\0\0\0\0\0\0\0', 'latin1'), 315, 'From EXIF'),
);

describe('photoshopCredit', () => {
  it('reads IPTC, XMP and EXIF, and prefers XMP, then IPTC', () => {
    expect(photoshopCredit(iptc)).to.deep.include({ artist: 'Ana', copyright: 'From IPTC' });
    expect(photoshopCredit(exif).artist).to.equal('From EXIF');
    expect(photoshopCredit(Buffer.concat([exif, iptc, xmp]))).to.deep.equal({
      artist: 'Ana',
      copyright: 'From XMP',
      credit: 'Agency',
    });
  });

  it('reads the resources of a document of Photoshop', () => {
    const head = Buffer.from('8BPS'.padEnd(30, '\0'), 'latin1');
    const length = Buffer.alloc(4);
    length.writeUInt32BE(iptc.length);

    expect(psd.readCredit?.(Buffer.concat([head, length, iptc])).artist).to.equal('Ana');
    expect(psd.readCredit?.(head).artist).to.equal(undefined);
  });

  it('keeps 500 characters of all artists together', () => {
    const artists = Array.from({ length: 300 }, () => iptcOf({ 80: 'Ana Example' }));

    expect(photoshopCredit(photoshopResources(0x0404, Buffer.concat(artists))).artist).to.have.length(500);
  });

  it('finds nothing in what is cut off', () => {
    for (const end of [3, 10, 25]) expect(photoshopCredit(iptc.subarray(0, end)).artist, `${end}`).to.equal(undefined);
  });
});
