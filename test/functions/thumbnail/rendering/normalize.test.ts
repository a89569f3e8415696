import { expect } from 'chai';
import fc from 'fast-check';
import type { SourceFormat } from '../../../../functions/thumbnail/rendering/formats.ts';
import { normalize } from '../../../../functions/thumbnail/rendering/normalize.ts';
import { tiffOfPages } from '../../../support/many-frames.ts';
import { quartered } from '../../../support/pictures.ts';

describe('normalize', () => {
  it('has something for any bytes, and for any part of an image', async () => {
    const bigTiff = Buffer.from('II+\0\x08\0\0\0\x10\0\0\0\0\0\0\0\xff\xff\xff\xff\xff\xff\xff\xff', 'latin1');
    const images = [
      tiffOfPages(3),
      bigTiff,
      await quartered(8, 8).png().toBuffer(),
      await quartered(8, 8).jpeg().toBuffer(),
    ];
    fc.assert(
      fc.property(
        fc.constantFrom(...images),
        fc.nat(800),
        fc.uint8Array({ maxLength: 40 }),
        fc.constantFrom<SourceFormat>('avif', 'gif', 'jpeg', 'png', 'tiff', 'webp'),
        (image, length, ending, format) => {
          const given = Buffer.concat([image.subarray(0, length), ending]);
          expect(normalize(given, format).length).to.be.at.most(given.length);
        },
      ),
    );
  });
});
