import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect } from 'chai';
import sharp, { type Sharp } from 'sharp';
import { Variant } from '../../../../../functions/thumbnail/contract/variant.ts';
import { exifCredit } from '../../../../../functions/thumbnail/rendering/credit/exif-credit.ts';
import { readCredit } from '../../../../../functions/thumbnail/rendering/credit/read-credit.ts';
import { xmpCredit } from '../../../../../functions/thumbnail/rendering/credit/xmp-credit.ts';
import { libvips } from '../../../../../functions/thumbnail/rendering/decoders/libvips.ts';
import { render } from '../../../../../functions/thumbnail/rendering/render.ts';
import { iptcOf, photoshopResources } from '../../../../support/iptc.ts';
import { quartered } from '../../../../support/pictures.ts';
import { pngChunk, withChunks } from '../../../../support/png-chunks.ts';
import { limits, source } from '../../../../support/render-one.ts';
import { withText } from '../../../../support/tiff-directory.ts';

const exif = {
  IFD0: { Artist: 'Ana (Berlin) (note)', Copyright: '(C) Ana & Bo <ab> (note)', Model: 'Example' },
  IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '51/1 30/1 0/1' },
};
const xmp = `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
  <rdf:Description xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/"
    xmlns:exif="http://ns.adobe.com/exif/1.0/" photoshop:Credit="Agency &amp; Co" exif:GPSLatitude="51,30N">
    <dc:creator><rdf:Seq><rdf:li>Zoë</rdf:li><rdf:li>Bo</rdf:li></rdf:Seq></dc:creator>
    <dc:rights><rdf:Alt><rdf:li xml:lang="x-default">© Zoë</rdf:li><rdf:li xml:lang="de">© Zoë (dt.)</rdf:li></rdf:Alt></dc:rights>
  </rdf:Description></rdf:RDF></x:xmpmeta>`;

/** A JPEG with the texts of IPTC record 2, by their numbers. */
async function withIptc(texts: Record<number, string>): Promise<Buffer> {
  const content = Buffer.concat([Buffer.from('Photoshop 3.0\0'), photoshopResources(0x0404, iptcOf(texts))]);
  const jpeg = await quartered(30, 20).jpeg().toBuffer();
  const segment = Buffer.from([0xff, 0xed, 0, content.length + 2]);
  return Buffer.concat([jpeg.subarray(0, 2), segment, content, jpeg.subarray(2)]);
}

/** Returns the credit that a thumbnail keeps, and the thumbnail. */
async function keptOf(image: Uint8Array, fields: object = {}) {
  const variant = Variant.parse({ name: 'any', width: 20, metadata: 'credit', ...fields });
  const { thumbnails } = await render(image, [variant], limits, source);
  const data = Buffer.from(thumbnails[0]?.data ?? expect.fail('expected a thumbnail'));
  return { data, credit: await readCredit(data, libvips, undefined) };
}

describe('readCredit', () => {
  const fromExif = { artist: 'Ana (Berlin)', copyright: '(C) Ana & Bo <ab>', credit: undefined };
  const fromXmp = { artist: 'Zoë, Bo', copyright: '© Zoë', credit: 'Agency & Co' };
  const photo = (): Sharp => quartered(30, 20).withExif(exif);

  it('finds the credit of a TIFF whose metadata the decoder reads only after it is rewritten', async () => {
    const image = readFileSync(path.resolve(import.meta.dirname, '../../../../fixtures/images/doubles-deflate.tif'));

    expect((await keptOf(image)).credit).to.equal(undefined);
    expect((await keptOf(withText(image, 315, 'Ana Example'))).credit).to.include({ artist: 'Ana Example' });
  });

  for (const format of ['avif', 'jpeg', 'png', 'webp'] as const) {
    it(`finds EXIF in ${format}`, async () => {
      expect((await keptOf(await photo().toFormat(format).toBuffer())).credit).to.deep.equal(fromExif);
    });

    it(`lets ${format} keep it, and nothing else`, async () => {
      const image = await photo().withXmp(xmp).withIccProfile('p3').jpeg().toBuffer();

      const { data, credit } = await keptOf(image, { format });

      expect(credit).to.deep.equal(fromXmp);
      const metadata = await sharp(data).metadata();
      expect(metadata).to.include.any.keys('exif', 'xmp').and.not.include.any.keys('icc', 'iptc');
      expect(`${metadata.exif}${metadata.xmp}${data.toString('latin1')}`).not.to.match(/GPS|51,30N|Example/);
    });
  }

  it('finds the tags of a TIFF', async () => {
    const tiff = await quartered(30, 20).tiff().toBuffer();

    const { credit } = await keptOf(withText(withText(tiff, 315, 'Zoë'), 33_432, '© Zoë'));

    expect(credit).to.deep.equal({ artist: 'Zoë', copyright: '© Zoë', credit: undefined });
  });

  for (const format of ['avif', 'webp'] as const) {
    it(`finds XMP in ${format}`, async () => {
      expect((await keptOf(await photo().withXmp(xmp).toFormat(format).toBuffer())).credit).to.deep.equal(fromXmp);
    });
  }

  it('finds XMP in a PNG, also after the picture', async () => {
    const png = await quartered(30, 20).png().toBuffer();
    const chunk = pngChunk('iTXt', Buffer.from(`XML:com.adobe.xmp\0\0\0\0\0${xmp}`));

    for (const image of [withChunks(png, [chunk]), withChunks(png, [], [chunk])]) {
      const { credit, data } = await keptOf(image, { format: 'png' });
      expect(credit).to.deep.equal(fromXmp);
      expect(data.toString('latin1')).not.to.contain('51,30N');
    }
  });

  it('prefers XMP to EXIF in a PNG', async () => {
    const chunk = pngChunk('iTXt', Buffer.from(`XML:com.adobe.xmp\0\0\0\0\0${xmp}`));
    const image = withChunks(await photo().png().toBuffer(), [chunk]);

    expect((await keptOf(image)).credit).to.deep.equal(fromXmp);
  });

  it('writes EXIF only where ASCII can tell a name', async () => {
    const writtenOf = async (artist: string) => {
      const image = withText(await quartered(30, 20).tiff().toBuffer(), 315, artist);
      const { exif, xmp } = await sharp((await keptOf(image)).data).metadata();
      return { exif: exif && exifCredit(exif).artist, xmp: xmp && xmpCredit(xmp).artist };
    };

    expect(await writtenOf('Zoë Łę – ©')).to.deep.equal({ exif: 'Zoe Le - (C)', xmp: 'Zoë Łę – ©' });
    expect(await writtenOf('山田太郎')).to.deep.equal({ exif: undefined, xmp: '山田太郎' });
  });

  it('prefers the XMP of a TIFF to its own tags', async () => {
    const tiff = withText(await quartered(30, 20).tiff().toBuffer(), 315, 'Someone');

    expect((await keptOf(withText(tiff, 700, xmp))).credit).to.deep.equal(fromXmp);
  });

  it('finds IPTC among the resources of a JPEG, and joins several artists', async () => {
    const image = await withIptc({ 80: 'Ana', 110: 'Agency', 116: '© Zoë', 90: 'Berlin' });

    const { credit, data } = await keptOf(image);

    expect(credit).to.deep.equal({ artist: 'Ana', credit: 'Agency', copyright: '© Zoë' });
    expect(data.toString('latin1')).not.to.contain('Berlin');
  });

  it('writes nothing for an image that says nothing, or a variant that keeps nothing', async () => {
    const silent = await keptOf(await quartered(30, 20).jpeg().toBuffer());
    const unasked = await keptOf(await photo().jpeg().toBuffer(), { metadata: 'none' });

    for (const { data } of [silent, unasked])
      expect(await sharp(data).metadata()).not.to.include.any.keys('exif', 'xmp');
  });
});
