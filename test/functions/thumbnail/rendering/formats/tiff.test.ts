import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect } from 'chai';
import sharp from 'sharp';
import { Rejection } from '../../../../../functions/thumbnail/errors.ts';
import { firstPageOf, tagsOf } from '../../../../../functions/thumbnail/rendering/formats/tiff/first-page.ts';
import { tiff } from '../../../../../functions/thumbnail/rendering/formats/tiff.ts';
import { expectError } from '../../../../support/expect-error.ts';
import { tiffOfPages } from '../../../../support/many-frames.ts';
import { detailed, expectQuartered, quartered } from '../../../../support/pictures.ts';
import { thumbnailOf } from '../../../../support/render-one.ts';
import { unsortedTags, withTag } from '../../../../support/tiff-directory.ts';

describe('tiff', () => {
  for (const [name, options] of Object.entries({ TIFF: {}, BigTIFF: { bigtiff: true } })) {
    it(`leaves only the first page of a ${name}, as it was`, async () => {
      const pages = await Promise.all(['red', 'blue'].map((background) => page(background)));
      const image = await sharp(pages, { join: { animated: true } })
        .tiff({ ...options, compression: 'none' })
        .toBuffer();
      expect((await sharp(image).metadata()).pages).to.equal(2);

      tiff.inspect(image);

      expect((await sharp(image).metadata()).pages ?? 1).to.equal(1);
      expect((await sharp(image).raw().toBuffer()).subarray(0, 3)).to.deep.equal(Buffer.from([255, 0, 0]));
    });
  }

  it('leaves only the first page of a big-endian TIFF', async () => {
    const image = bigEndian(2);
    expect((await sharp(image).metadata()).pages).to.equal(2);

    tiff.inspect(image);

    expect((await sharp(image).metadata()).pages ?? 1).to.equal(1);
  });

  it('leaves only the tags that show, in their order', async () => {
    const image = unsortedTags(tiffOfPages(1, 100));

    tiff.inspect(image);

    const tags = [...tagsOf(firstPageOf(image))].map(({ number }) => number);
    expect(tags).to.deep.equal([256, 257, 258, 259, 262, 273, 277, 278, 279]);
  });

  for (const value of [0, 9]) {
    it(`ignores the orientation ${value}, which does not exist`, async () => {
      const image = await quartered(40, 30).withMetadata({ orientation: 6 }).tiff({ compression: 'lzw' }).toBuffer();

      await expectQuartered((await thumbnailOf(withTag(image, 274, value))) ?? Buffer.of(), 4);
    });
  }

  it('rejects a TIFF whose tag values are cut off, because libtiff would ignore the tag', async () => {
    const image = await detailed(64, 48).withIccProfile('p3').tiff({ compression: 'none' }).toBuffer();
    await expectError(Rejection, 'corrupt-image', () => tiff.inspect(image.subarray(0, -8)));
  });

  it('rejects a TIFF without a photometric interpretation', async () => {
    const image = tiffOfPages(1);
    const tag = [...tagsOf(firstPageOf(image))].find(({ number }) => number === 262);
    // The tag of the model, which does not show.
    image.writeUInt16LE(272, tag?.at ?? 0);

    await expectError(Rejection, 'unsupported-format', () => tiff.inspect(image));
  });

  for (const [file, tag] of Object.entries({ 'grey-floats': 278, 'signed-16-bits-in-tiles': 322 })) {
    it(`rejects ${file}.tif when its strips or tiles have no size, and would never end`, async () => {
      const image = withTag(fixture(`${file}.tif`), tag, 0);

      await expectError(Rejection, 'corrupt-image', () => tiff.inspect(image));
    });
  }

  it('counts the memory of tiles that are larger than the picture', () => {
    const bytesOf = (image: Buffer) => Number(tiff.inspect(image).rewriting?.bytes);
    const image = fixture('signed-16-bits-in-tiles.tif');

    expect(bytesOf(withTag(image, 322, 65_520)) - bytesOf(Buffer.from(image))).to.be.above(60_000 * 16 * 2);
  });

  it('rejects a TIFF whose LZW data is damaged', async () => {
    const image = withTag(fixture('grey-floats.tif'), 259, 5);

    await expectError(Rejection, 'corrupt-image', () => tiff.inspect(image).rewriting?.image());
  });

  it('counts the memory of rewriting', async () => {
    const image = fixture('doubles-deflate.tif');

    expect(tiff.inspect(image).rewriting?.bytes).to.be.above(80 * 60 * 3 * 8);
  });
});

function fixture(name: string): Buffer {
  return readFileSync(path.resolve(import.meta.dirname, '../../../../fixtures/images', name));
}

function page(background: string): Promise<Buffer> {
  return sharp({ create: { width: 8, height: 8, channels: 3, background } })
    .png()
    .toBuffer();
}

/** A TIFF of so many pages, in which each number is big-endian. */
function bigEndian(pages: number): Buffer {
  const image = tiffOfPages(pages);
  image.write('MM\0*', 'latin1');
  image.subarray(4, 8).swap32();
  const pageBytes = 2 + 9 * 12 + 4;
  for (let start = 8; start < 8 + pages * pageBytes; start += pageBytes) {
    image.subarray(start, start + 2).swap16();
    for (let tag = start + 2; tag < start + pageBytes - 4; tag += 12) {
      image.subarray(tag, tag + 4).swap16();
      image.subarray(tag + 4, tag + 12).swap32();
    }
    image.subarray(start + pageBytes - 4, start + pageBytes).swap32();
  }
  return image;
}
