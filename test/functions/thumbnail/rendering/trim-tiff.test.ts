import { expect } from 'chai';
import sharp from 'sharp';
import { firstPageOf, tagsOf } from '../../../../functions/thumbnail/rendering/tiff-page.ts';
import { trimTiff } from '../../../../functions/thumbnail/rendering/trim-tiff.ts';
import { tiffOfPages } from '../../../support/many-frames.ts';
import { unsortedTags } from '../../../support/tiff-directory.ts';

describe('trimTiff', () => {
  for (const [name, options] of Object.entries({ TIFF: {}, BigTIFF: { bigtiff: true } })) {
    it(`leaves of a ${name} the first page, as it was`, async () => {
      const pages = await Promise.all(['red', 'blue'].map((background) => page(background)));
      const image = await sharp(pages, { join: { animated: true } })
        .tiff({ ...options, compression: 'none' })
        .toBuffer();
      expect((await sharp(image).metadata()).pages).to.equal(2);

      trimTiff(image);

      expect((await sharp(image).metadata()).pages ?? 1).to.equal(1);
      expect((await sharp(image).raw().toBuffer()).subarray(0, 3)).to.deep.equal(Buffer.from([255, 0, 0]));
    });
  }

  it('leaves the first page of a TIFF in the other order of bytes', async () => {
    const image = bigEndian(2);
    expect((await sharp(image).metadata()).pages).to.equal(2);

    trimTiff(image);

    expect((await sharp(image).metadata()).pages ?? 1).to.equal(1);
  });

  it('leaves the tags that show alone, in their order', async () => {
    const image = unsortedTags(tiffOfPages(1, 100));

    trimTiff(image);

    const tags = [...tagsOf(firstPageOf(image))].map(({ number }) => number);
    expect(tags).to.deep.equal([256, 257, 258, 259, 262, 273, 277, 278, 279]);
  });
});

function page(background: string): Promise<Buffer> {
  return sharp({ create: { width: 8, height: 8, channels: 3, background } })
    .png()
    .toBuffer();
}

/** Pages of a TIFF, each number of which is turned around. */
function bigEndian(pages: number): Buffer {
  const tiff = tiffOfPages(pages);
  tiff.write('MM\0*', 'latin1');
  tiff.subarray(4, 8).swap32();
  const pageBytes = 2 + 9 * 12 + 4;
  for (let start = 8; start < 8 + pages * pageBytes; start += pageBytes) {
    tiff.subarray(start, start + 2).swap16();
    for (let tag = start + 2; tag < start + pageBytes - 4; tag += 12) {
      tiff.subarray(tag, tag + 4).swap16();
      tiff.subarray(tag + 4, tag + 12).swap32();
    }
    tiff.subarray(start + pageBytes - 4, start + pageBytes).swap32();
  }
  return tiff;
}
