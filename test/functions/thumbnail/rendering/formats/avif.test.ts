import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect } from 'chai';
import sharp from 'sharp';
import { Rejection } from '../../../../../functions/thumbnail/errors.ts';
import { avif } from '../../../../../functions/thumbnail/rendering/formats/avif.ts';
import { expectError } from '../../../../support/expect-error.ts';
import { detailed, expectQuartered, quartered } from '../../../../support/pictures.ts';
import { thumbnailOf } from '../../../../support/render-one.ts';

const fixtures = path.resolve(import.meta.dirname, '../../../../fixtures/images');

describe('avif', () => {
  it('rejects one whose data is cut off, which the decoder would fill with green', async () => {
    const image = await detailed(320, 240).avif({ effort: 0 }).toBuffer();

    expect(avif.inspect(Buffer.from(image)).image.length).to.equal(image.length);
    await expectError(Rejection, 'corrupt-image', () => avif.inspect(image.subarray(0, -1)));
  });

  it('turns a picture whose transparency is not turned with it only after both are decoded', async () => {
    const image = readFileSync(path.join(fixtures, 'alpha-not-turned.avif'));
    const { turn } = avif.inspect(image);

    expect(turn?.degrees).to.be.oneOf([90, 270]);
    const { width, height } = await sharp(image).metadata();
    expect([width, height]).to.deep.equal([240, 320]);
  });

  it('is not turned by its EXIF', async () => {
    const image = await quartered(40, 30)
      .withExif({ IFD0: { Orientation: '6' } })
      .avif({ effort: 0 })
      .toBuffer();
    expect((await sharp(image).metadata()).exif).to.be.instanceOf(Uint8Array);

    await expectQuartered((await thumbnailOf(image)) ?? Buffer.alloc(0));
  });

  it('counts the whole file as metadata, which may be anywhere in it', async () => {
    const image = await quartered(40, 30).avif({ effort: 0 }).toBuffer();

    expect(avif.inspect(image).metadataBytes).to.equal(image.length);
  });
});
