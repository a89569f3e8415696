import { expect } from 'chai';
import sharp from 'sharp';
import { Rejection } from '../../../../../functions/thumbnail/errors.ts';
import { identifyFormat } from '../../../../../functions/thumbnail/rendering/identify-format.ts';
import { render } from '../../../../../functions/thumbnail/rendering/render.ts';
import { expectError } from '../../../../support/expect-error.ts';
import { places } from '../../../../support/orientation-places.ts';
import { detailed, expectQuartered, quartered } from '../../../../support/pictures.ts';
import { cr3, dng, rawTiff } from '../../../../support/raw-files.ts';
import { expectRejected, limits, source, variant } from '../../../../support/render-one.ts';

/** The preview of a camera, of 60 x 40. */
const preview = (orientation = 1) => quartered(60, 40, places[orientation]).jpeg().toBuffer();
/** A larger picture that must not be shown. */
const larger = () => detailed(120, 80).jpeg().toBuffer();

async function expectShown(image: Buffer, expected = { width: 60, height: 40 }): Promise<void> {
  expect(identifyFormat(image, '')).to.equal('raw');
  const { thumbnails, ...size } = await render(image, [variant], limits, source);
  expect(size).to.deep.equal(expected);
  await expectQuartered(thumbnails[0]?.data ?? Buffer.of());
}

describe('raw', () => {
  for (const orientation of Object.keys(places).map(Number)) {
    it(`shows the preview of a DNG with the orientation ${orientation} upright`, async () => {
      const expected = orientation < 5 ? { width: 60, height: 40 } : { width: 40, height: 60 };

      await expectShown(dng(await preview(orientation), orientation), expected);
    });
  }

  it('does not show a tile of the sensor data, which may be JPEGs', async () => {
    const tiles = { tags: { 254: 0, 259: 7 }, strips: [await larger(), await larger()] };

    await expectShown(dng(await preview(), 1, tiles));
  });

  it('shows the larger of two previews', async () => {
    const smaller = { tags: { 254: 1, 259: 7 }, strips: [await detailed(30, 20).jpeg().toBuffer()] };

    await expectShown(dng(await preview(), 1, smaller));
  });

  it('shows a preview with fill bytes before a marker', async () => {
    const jpeg = await preview();
    const filled = Buffer.concat([jpeg.subarray(0, 2), Buffer.alloc(3, 0xff), jpeg.subarray(2)]);

    await expectShown(dng(filled, 1));
  });

  it('does not show a lossless JPEG, which is sensor data', async () => {
    const lossless = await larger();
    lossless[lossless.indexOf(Buffer.from([0xff, 0xc0])) + 1] = 0xc3;

    await expectShown(
      rawTiff({ tags: { 254: 1, 271: 0 }, pages: [{ tags: {}, strips: [lossless, await preview()] }] }),
    );
  });

  it('shows the preview of raw images of Canon, Fujifilm, Olympus and Panasonic', async () => {
    const turned = { width: 40, height: 60 };
    const page = { tags: { 274: 6 }, strips: [await preview(6)] };
    const withExif = await quartered(60, 40, places[6]).withMetadata({ orientation: 6 }).jpeg().toBuffer();

    await expectShown(cr3(await preview(6), 6), turned);
    await expectShown(Buffer.concat([Buffer.from('FUJIFILMCCD-RAW 0201'), Buffer.alloc(100), withExif]), turned);
    for (const signature of ['IIRO', 'IIRS', 'IIU\0']) await expectShown(rawTiff(page, signature), turned);
  });

  it('shows the small picture of a raw image without a JPEG', async () => {
    const pixels = await quartered(6, 4).raw().toBuffer();
    const tags = { 254: 1, 256: 6, 257: 4, 258: 8, 259: 1, 262: 2, 277: 3, 50706: 1 };

    await expectShown(rawTiff({ tags, strips: [pixels] }), { width: 6, height: 4 });
  });

  it('rejects a raw image that has only sensor data', async () => {
    await expectRejected(rawTiff({ tags: { 262: 32_803 }, strips: [Buffer.alloc(100)] }), 'unsupported-format');
  });

  it('rejects a raw image that is cut off before its preview, or within it', async () => {
    const image = dng(await preview(), 1);
    const start = image.indexOf(Buffer.from([0xff, 0xd8]));

    for (const length of [start, start + 1, start + 300, image.length - 40]) {
      await expectError(Rejection, 'corrupt-image', () =>
        render(Buffer.from(image.subarray(0, length)), [variant], limits, source),
      );
    }
  });

  it('identifies an ordinary TIFF of a camera or scanner as a TIFF', async () => {
    const image = await sharp(await preview())
      .tiff()
      .withExif({ IFD0: { Make: 'Example', Model: 'Example' } })
      .toBuffer();

    expect(identifyFormat(image, 'photo.dng')).to.equal('tiff');
  });
});
