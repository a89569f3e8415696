import { expect } from 'chai';
import sharp from 'sharp';
import { readItems } from '../../../../../functions/thumbnail/rendering/formats/iso-media/items.ts';
import { render } from '../../../../../functions/thumbnail/rendering/render.ts';
import { imageFixture } from '../../../../support/image-fixture.ts';
import { expectQuartered } from '../../../../support/pictures.ts';
import { expectRejected, limits, source, thumbnailOf, variant } from '../../../../support/render-one.ts';

describe('heic', () => {
  it('rotates a picture whose rotation is listed before its size, as some cameras do', async () => {
    const image = await imageFixture('turned.heic');
    const { properties = [] } = readItems(image)?.primary ?? {};
    const [size, turn] = ['ispe', 'irot'].map(
      (kind) => properties.find(({ type }) => type === kind)?.associationAt ?? 0,
    );
    const [first, last] = [image.readUInt8(size), image.readUInt8(turn)];
    image.writeUInt8(last, size);
    image.writeUInt8(first, turn);

    const { thumbnails, width, height } = await render(image, [variant], limits, source);

    expect({ width, height }).to.deep.equal({ width: 120, height: 160 });
    await expectQuartered(thumbnails[0]?.data ?? Buffer.of());
  });

  it('shows a picture as it is', async () => {
    await expectQuartered((await thumbnailOf(await imageFixture('quartered.heic'))) ?? Buffer.of());
  });

  it('shows a primary picture that is hidden, as viewers do', async () => {
    const image = await imageFixture('quartered.heic');
    const { flagsAt = 0 } = readItems(image)?.primary ?? {};
    image.writeUInt8(1, flagsAt);

    await expectQuartered((await thumbnailOf(image)) ?? Buffer.of());
  });

  it('shows the first picture of a sequence that has no still', async () => {
    const image = await imageFixture('sequence-without-still.heic');

    const { thumbnails, width, height } = await render(image, [variant], limits, source);

    expect({ width, height }).to.deep.equal({ width: 160, height: 120 });
    await expectQuartered(thumbnails[0]?.data ?? Buffer.of());
  });

  it('turns a picture only once, if both the container and EXIF declare a turn', async () => {
    const { width, height, thumbnails } = await render(await imageFixture('turned.heic'), [variant], limits, source);

    expect({ width, height }).to.deep.equal({ width: 120, height: 160 });
    await expectQuartered(thumbnails[0]?.data ?? Buffer.of());
  });

  it('keeps transparency', async () => {
    const thumbnail = await thumbnailOf(await imageFixture('transparent-quarter.heic'));

    const { data, info } = await sharp(thumbnail).raw().toBuffer({ resolveWithObject: true });
    const alphaAt = (x: number, y: number) => data[(y * info.width + x) * info.channels + 3];
    expect([info.channels, alphaAt(5, 5), alphaAt(15, 15)]).to.deep.equal([4, 0, 255]);
  });

  for (const file of ['quartered.heic', 'transparent-quarter.heic', 'turned.heic']) {
    it(`rejects ${file}, cut off anywhere after its first box`, async () => {
      const image = await imageFixture(file);

      for (const length of [40, 300, Math.round(image.length / 2), image.length - 20, image.length - 1]) {
        await expectRejected(image.subarray(0, length), 'corrupt-image');
      }
    });
  }

  it('rejects a picture by the size in its header', async () => {
    const { message } = await expectRejected(await sized(60_000, 40_000), 'image-too-large');

    expect(message).to.contain('60000 x 40000 pixels');
  });

  it('rejects a picture whose data is larger than its header says', async () => {
    await expectRejected(await sized(8, 8), 'corrupt-image');
  });

  it('rejects a picture that has more pixels than may be decoded', async () => {
    const { message } = await expectRejected(await imageFixture('quartered.heic'), 'image-too-large', {
      pixels: 19_199,
    });

    expect(message).to.contain('decodes 19200 of them (limit 19199');
  });
});

/** A picture of 160 x 120 pixels that declares another size. */
async function sized(width: number, height: number): Promise<Buffer> {
  const image = await imageFixture('quartered.heic');
  const at = image.indexOf('ispe') + 8;
  image.writeUInt32BE(width, at);
  image.writeUInt32BE(height, at + 4);
  return image;
}
