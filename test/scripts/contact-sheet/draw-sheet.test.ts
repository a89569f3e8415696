import { expect } from 'chai';
import sharp from 'sharp';
import { formats } from '../../../functions/thumbnail/rendering/formats/index.ts';
import { drawSheet } from '../../../scripts/contact-sheet/draw-sheet.ts';
import { expectColour } from '../../support/pictures.ts';

const [red, blue] = ['#dc2828', '#283cd2'];

describe('drawSheet', () => {
  // Tests of the function in this process let sharp read images alone; the text of a sheet is an SVG.
  before(() => sharp.unblock({ operation: [formats.svg.loader, formats.png.loader] }));

  it('draws the source at the left, and its thumbnail beside it', async () => {
    const sheet = await drawSheet(
      [{ key: 'a', source: await plain(red), thumbnails: [await plain(blue)], outcome: 'created' }],
      1,
    );

    expectColour(await pixelAt(sheet, 68, 68), [220, 40, 40], 10);
    expectColour(await pixelAt(sheet, 196, 68), [40, 60, 210], 10);
  });

  it('draws the key and the outcome of an image that has no thumbnail', async () => {
    const rejected = { key: '<a> & b.jpg', source: undefined, thumbnails: [], outcome: 'rejected: corrupt-image' };
    const empty = { key: '', source: undefined, thumbnails: [], outcome: '' };

    expect((await drawSheet([rejected], 1)).equals(await drawSheet([empty], 1))).to.equal(false);
  });

  it('puts as many images in a row as it is told, and as many pictures beside each as any has', async () => {
    const image = await plain(red);
    const entry = { key: 'a', source: image, thumbnails: [image, image], outcome: 'created' };

    const { width, height } = await sharp(await drawSheet([entry, entry, entry], 2)).metadata();

    expect([width, height]).to.deep.equal([2 * (3 * 128 + 8), 2 * 164 + 8]);
  });
});

function plain(background: string): Promise<Buffer> {
  return sharp({ create: { width: 20, height: 20, channels: 3, background } })
    .png()
    .toBuffer();
}

async function pixelAt(image: Buffer, left: number, top: number): Promise<Buffer> {
  return sharp(image).toColourspace('srgb').removeAlpha().extract({ left, top, width: 1, height: 1 }).raw().toBuffer();
}
