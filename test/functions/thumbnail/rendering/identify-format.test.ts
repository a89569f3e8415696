import { expect } from 'chai';
import fc from 'fast-check';
import sharp from 'sharp';
import { identifyFormat } from '../../../../functions/thumbnail/rendering/identify-format.ts';

/** The beginning of a file of the ISO base media format, with these brands in its first box. */
function isoMedia(...brands: string[]): string {
  const [major = '', ...compatible] = brands;
  const box = `ftyp${major}\0\0\0\0${compatible.join('')}`;
  return `\0\0\0${String.fromCharCode(4 + box.length)}${box}\0\0\0\x20metaavif`;
}

const tgaHeader = `\0\0\x02${'\0'.repeat(9)}\x08\0\x08\0\x18\0`;

/** The beginnings of files, as Latin-1 text. */
const beginnings: Array<[format: string | undefined, beginning: string]> = [
  ['jpeg', '\xff\xd8\xff\xe0\0\x10JFIF'],
  ['jpeg', '\xff\xd8\xff\xe1'],
  ['png', '\x89PNG\r\n\x1a\n'],
  ['gif', 'GIF87a'],
  ['gif', 'GIF89a'],
  ['webp', 'RIFF\x10\0\0\0WEBPVP8 '],
  ['tiff', 'II*\0'],
  ['tiff', 'MM\0*'],
  ['tiff', 'II+\0'],
  ['tiff', 'MM\0+'],
  ['avif', isoMedia('avif', 'mif1', 'miaf')],
  ['avif', isoMedia('mif1', 'miaf', 'avif')],
  ['avif', isoMedia('avis', 'msf1')],
  ['heic', isoMedia('heic', 'mif1')],
  ['heic', isoMedia('mif1', 'heic')],
  ['heic', isoMedia('hevc', 'msf1')],
  ['heic', isoMedia('mif1')],
  ['mp4', isoMedia('isom', 'mp42')],
  ['jpeg-xl', '\xff\x0a'],
  ['jpeg-xl', '\0\0\0\x0cJXL \r\n\x87\n'],
  ['jpeg-2000', '\0\0\0\x0cjP  \r\n\x87\n'],
  ['bmp', `BM${'\0'.repeat(12)}\x28\0\0\0`],
  [undefined, 'BMW makes cars'],
  ['pnm', 'P6 1 1 255 abc'],
  ['pnm', 'P1\n# drawn by hand\n2 2\n0110'],
  ['pnm', 'P7\nWIDTH 1\n'],
  [undefined, 'P6 is a model'],
  ['ico', '\0\0\x02\0\x01\0'],
  ['jpeg-2000', '\xff\x4f\xff\x51\0\x2f'],
  [undefined, `${tgaHeader}`],
  ['psd', '8BPS\0\x01'],
  ['ico', '\0\0\x01\0\x01\0'],
  ['pdf', '%PDF-1.7'],
  ['svg', '<svg xmlns="http://www.w3.org/2000/svg">'],
  ['svg', '<svg>'],
  ['svg', '\xef\xbb\xbf\n  <?xml version="1.0"?><!DOCTYPE svg><svg\nwidth="1">'],
  ['svg', '<!-- drawn by hand --><s:svg xmlns:s="http://www.w3.org/2000/svg">'],
  ['svg', '<svg a="WEBP" xmlns="http://www.w3.org/2000/svg">'],
  ['svg', '<!--ftypavif    --><svg xmlns="http://www.w3.org/2000/svg">'],
  ['svg', '<!--JXL is no part of this--><svg xmlns="http://www.w3.org/2000/svg">'],
  ['tiff', 'II*\0\x40\0\0\0WEBP'],
  ['pict', `${'\0'.repeat(522)}\x11\x01`],
  ['tiff', `II*\0${'\0'.repeat(518)}\x11\x01`],
  ['raw', 'FUJIFILMCCD-RAW 0201'],
  ['raw', 'IIRO\x08\0\0\0'],
  ['raw', 'IIU\0\x18\0\0\0'],
  ['raw', 'II*\0\x10\0\0\0CR\x02\0'],
  ['raw', isoMedia('crx ', 'isom')],
  [undefined, ''],
  [undefined, '\xff\xd8'],
  [undefined, 'RIFF\x10\0\0\0WAVEfmt '],
  [undefined, '<html><body>svg</body></html>'],
  [undefined, 'I drew <svg> by hand'],
  ['svg', `<!--${' '.repeat(1000)}--><svg>`],
];

describe('identifyFormat', () => {
  for (const [format, beginning] of beginnings) {
    it(`identifies ${format ?? 'no format'} from ${JSON.stringify(beginning.slice(0, 60))}`, () => {
      expect(identifyFormat(Buffer.from(beginning, 'latin1'), 'picture')).to.equal(format);
    });
  }

  for (const format of ['avif', 'gif', 'jpeg', 'png', 'tiff', 'webp'] as const) {
    it(`identifies a whole ${format}`, async () => {
      const pixel = sharp({ create: { width: 1, height: 1, channels: 3, background: 'red' } });

      expect(identifyFormat(await pixel.toFormat(format).toBuffer(), '')).to.equal(format);
    });
  }

  it('identifies a TGA by the ending of its key, if its header is one', () => {
    const header = Buffer.from(tgaHeader, 'latin1');

    expect(identifyFormat(header, 'a.b/picture.TGA')).to.equal('tga');
    expect(identifyFormat(header, 'picture.tga.txt')).to.equal(undefined);
    expect(identifyFormat(Buffer.alloc(20, 7), 'picture.tga')).to.equal(undefined);
    expect(identifyFormat(Buffer.from('GIF89a'), 'picture.tga')).to.equal('gif');
  });

  it('reads only the bytes that it is given, not those around them in memory', () => {
    const memory = Buffer.from('GIF89a8BPS', 'latin1');

    expect(identifyFormat(memory.subarray(6), '')).to.equal('psd');
  });

  it('has an answer for any bytes', () => {
    const anyEnding = fc.uint8Array({ maxLength: 40 });
    fc.assert(
      fc.property(fc.constantFrom(...beginnings), anyEnding, ([, beginning], ending) => {
        identifyFormat(Buffer.concat([Buffer.from(beginning, 'latin1'), ending]), '');
        identifyFormat(ending, '');
      }),
    );
  });
});
