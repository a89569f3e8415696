import { expect } from 'chai';
import { srgbPrimaries } from '../../../../../functions/thumbnail/rendering/colour/colour-space.ts';
import { exr } from '../../../../../functions/thumbnail/rendering/formats/exr.ts';
import type { Inspection } from '../../../../../functions/thumbnail/rendering/formats/format.ts';
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

  it('shows colours by the primaries that the file declares, and premultiplied by alpha', async () => {
    const image = await imageFixture('quartered.exr');
    const primaries = Buffer.alloc(32);
    for (const [index, value] of [0.68, 0.32, 0.265, 0.69, 0.15, 0.06, 0.3127, 0.329].entries()) {
      primaries.writeFloatLE(value, 4 * index);
    }
    // An attribute is a name, a type, the length of its value, and the value.
    const attribute = Buffer.concat([Buffer.from('chromaticities\0chromaticities\0\x20\0\0\0', 'latin1'), primaries]);
    const declared = Buffer.concat([image.subarray(0, 8), attribute, image.subarray(8)]);

    const { colour, isPremultiplied }: Inspection = exr.inspect(declared);

    expect(colour?.primaries.flat().map((value) => Math.round(value * 1000))).to.deep.equal([
      680, 320, 265, 690, 150, 60, 313, 329,
    ]);
    expect(isPremultiplied).to.equal(true);
    const undeclared: Inspection = exr.inspect(image);
    expect(undeclared.colour?.primaries).to.equal(srgbPrimaries);
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
