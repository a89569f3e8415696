import { expect } from 'chai';
import { render } from '../../../../../functions/thumbnail/rendering/render.ts';
import { imageFixture } from '../../../../support/image-fixture.ts';
import { expectQuartered } from '../../../../support/pictures.ts';
import { expectRejected, limits, source, variant } from '../../../../support/render-one.ts';

describe('exr', () => {
  it('rejects other channels than R, G and B, which the decoder would show as red', async () => {
    const image = await imageFixture('quartered.exr');
    const list = image.indexOf('chlist');
    image.write('Y', image.indexOf('G\0', list), 'latin1');

    const { message } = await expectRejected(image, 'unsupported-format');

    expect(message).to.contain('B, Y, R');
  });

  it('shows the whole data window, when the display window has another size', async () => {
    const image = await imageFixture('quartered.exr');
    // The name, the type, and the length of the value precede it.
    const window = image.indexOf('displayWindow\0box2i\0') + 20 + 4;
    image.writeInt32LE(image.readInt32LE(window + 8) + 50, window + 8);

    const { thumbnails, ...size } = await render(image, [variant], limits, source);

    expect(size).to.deep.equal({ width: 32, height: 24 });
    await expectQuartered(thumbnails[0]?.data ?? Buffer.of());
  });
});
