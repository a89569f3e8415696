import { expect } from 'chai';
import sharp from 'sharp';
import { heicCredit } from '../../../../../../functions/thumbnail/rendering/formats/heic/credit.ts';
import { isoBox, u16, u32 } from '../../../../../support/iso-boxes.ts';
import { quartered } from '../../../../../support/pictures.ts';

const xmp = '<rdf:RDF><rdf:Description photoshop:Credit="Agency &amp; Co"/></rdf:RDF>';

/** A HEIC without a picture, with XMP and EXIF as items. Their data follows the boxes. */
function heicOf(exif: Buffer): Buffer {
  const data = [Buffer.from(xmp), Buffer.concat([u32(0), exif])];
  const build = (dataAt: number) => {
    const entry = (id: number, type: string, names: string) =>
      isoBox('infe', Buffer.from([2, 0, 0, 0]), u16(id), u16(0), Buffer.from(`${type}\0${names}\0`, 'latin1'));
    const place = (id: number, at: number, length: number) =>
      Buffer.concat([u16(id), u16(0), u16(1), u32(at), u32(length)]);
    const [first = Buffer.of(), second = Buffer.of()] = data;
    const places = [place(1, dataAt, first.length), place(2, dataAt + first.length, second.length)];
    return Buffer.concat([
      isoBox('ftyp', Buffer.from('heic\0\0\0\0heicmif1', 'latin1')),
      isoBox(
        'meta',
        u32(0),
        isoBox('pitm', u32(0), u16(3)),
        isoBox('iinf', u32(0), u16(2), entry(1, 'mime', 'application/rdf+xml'), entry(2, 'Exif', '')),
        isoBox('iloc', u32(0), u16(0x4400), u16(2), ...places),
      ),
    ]);
  };
  return Buffer.concat([build(build(0).length), ...data]);
}

describe('heicCredit', () => {
  it('finds XMP and EXIF among the items of a HEIC', async () => {
    const photo = await quartered(8, 8)
      .withExif({ IFD0: { Artist: 'Ana (note)' } })
      .jpeg()
      .toBuffer();
    const { exif = Buffer.of() } = await sharp(photo).metadata();

    expect(heicCredit(heicOf(exif))).to.deep.equal({ artist: 'Ana', copyright: undefined, credit: 'Agency & Co' });
  });

  it('finds nothing when the data is cut off', () => {
    const heic = heicOf(Buffer.from('Exif\0\0II*\0', 'latin1'));

    for (let length = 0; length < heic.length; length += 1) heicCredit(heic.subarray(0, length));
    expect(heicCredit(heic.subarray(0, 100))).to.deep.equal({
      artist: undefined,
      copyright: undefined,
      credit: undefined,
    });
  });
});
