import { expect } from 'chai';
import { tiffCredit } from '../../../../../../functions/thumbnail/rendering/formats/tiff/credit.ts';
import { iptcOf, photoshopResources } from '../../../../../support/iptc.ts';
import { withText } from '../../../../../support/tiff-directory.ts';

const tiff = withText(Buffer.from('II*\0\x08\0\0\0\0\0\0\0\0\0', 'latin1'), 33_432, 'From EXIF');
const iptc = iptcOf({ 80: 'Ana', 116: 'From IPTC' });

describe('tiffCredit', () => {
  it('reads IPTC, in a tag of its own and among Photoshop resources', () => {
    const expected = { artist: 'Ana', copyright: 'From IPTC', credit: undefined };

    expect(tiffCredit(withText(tiff, 33_723, `${iptc}`))).to.deep.equal(expected);
    expect(tiffCredit(withText(tiff, 34_377, `${photoshopResources(0x0404, iptc)}`))).to.deep.equal(expected);
  });

  it('prefers XMP to IPTC, and IPTC to its own tags', () => {
    const xmp = '<rdf:RDF><rdf:Description dc:rights="From XMP"/></rdf:RDF>';
    const image = withText(withText(tiff, 33_723, `${iptc}`), 700, xmp);

    expect(tiffCredit(image)).to.deep.equal({ artist: 'Ana', copyright: 'From XMP', credit: undefined });
    expect(tiffCredit(tiff).copyright).to.equal('From EXIF');
  });
});
