import { expect } from 'chai';
import { exifCredit } from '../../../../../functions/thumbnail/rendering/credit/exif-credit.ts';
import { withText } from '../../../../support/tiff-directory.ts';

const empty = Buffer.from('II*\0\x08\0\0\0\0\0\0\0\0\0', 'latin1');

describe('exifCredit', () => {
  it('reads what begins like EXIF, and what begins like a TIFF', () => {
    const tiff = withText(empty, 315, 'Ana Example');

    expect(exifCredit(tiff)).to.deep.equal({ artist: 'Ana Example' });
    expect(exifCredit(Buffer.concat([Buffer.from('Exif\0\0'), tiff]))).to.deep.equal({ artist: 'Ana Example' });
  });

  it('reads big-endian tags, and a text that is in its tag', () => {
    const tag = '\x82\x98\0\x02\0\0\0\x04Ana\0';
    const exif = Buffer.from(`MM\0*\0\0\0\x08\0\x01${tag}\0\0\0\0`, 'latin1');

    expect(exifCredit(exif)).to.deep.equal({ copyright: 'Ana' });
  });

  it('reads a text of the type UTF-8 of Exif 3.0', () => {
    const tag = '\x3b\x01\x81\0\x04\0\0\0Zo\xc3\xab';
    const exif = Buffer.from(`II*\0\x08\0\0\0\x01\0${tag}\0\0\0\0`, 'latin1');

    expect(exifCredit(exif)).to.deep.equal({ artist: 'Zoë' });
  });

  it('joins the names of a copyright, and leaves control characters out', () => {
    const tiff = withText(empty, 33_432, 'Ana\x07\0Bo');

    expect(exifCredit(tiff)).to.deep.equal({ copyright: 'Ana, Bo' });
  });

  it('reads Latin-1 where a text is no UTF-8', () => {
    const tiff = withText(empty, 315, 'ZoX-long');
    tiff[tiff.indexOf('X')] = 0xeb;

    expect(exifCredit(tiff)).to.deep.equal({ artist: 'Zoë-long' });
  });

  it('keeps 500 characters', () => {
    expect(exifCredit(withText(empty, 315, 'a'.repeat(6000))).artist).to.have.length(500);
  });

  it('finds nothing in what is cut off, empty or no EXIF', () => {
    for (const exif of [withText(empty, 315, 'Ana Example').subarray(0, 10), Buffer.alloc(0), Buffer.from('text')]) {
      expect(exifCredit(exif)).to.deep.equal({});
    }
  });
});
