import { expect } from 'chai';
import sharp from 'sharp';
import { srgbPrimaries } from '../../../../../functions/thumbnail/rendering/colour/colour-space.ts';
import { exr } from '../../../../../functions/thumbnail/rendering/formats/exr.ts';
import type { Inspection } from '../../../../../functions/thumbnail/rendering/formats/format.ts';
import { render } from '../../../../../functions/thumbnail/rendering/render.ts';
import { lightOf } from '../../../../support/colours-of.ts';
import { imageFixture } from '../../../../support/image-fixture.ts';
import { expectQuartered } from '../../../../support/pictures.ts';
import { expectRejected, limits, source, variant } from '../../../../support/render-one.ts';

/** Writes a square of the channel Y, whose rows have these lights. */
function greyOf(lights: readonly number[]): Buffer {
  const ints = (...values: number[]) => Buffer.from(Int32Array.from(values).buffer);
  const floats = (...values: number[]) => Buffer.from(Float32Array.from(values).buffer);
  const text = (...values: string[]) => Buffer.from(values.map((value) => `${value}\0`).join(''), 'latin1');
  const attribute = (name: string, type: string, value: Buffer) =>
    Buffer.concat([text(name, type), ints(value.length), value]);
  const [float, linear, sampling] = [2, 0, 1];
  const side = lights.length;
  const window = ints(0, 0, side - 1, side - 1);
  const header = Buffer.concat([
    Buffer.from([0x76, 0x2f, 0x31, 0x01, 2, 0, 0, 0]),
    attribute('channels', 'chlist', Buffer.concat([text('Y'), ints(float, linear, sampling, sampling), text('')])),
    attribute('compression', 'compression', Buffer.of(0)),
    attribute('dataWindow', 'box2i', window),
    attribute('displayWindow', 'box2i', window),
    attribute('lineOrder', 'lineOrder', Buffer.of(0)),
    attribute('pixelAspectRatio', 'float', floats(1)),
    attribute('screenWindowCenter', 'v2f', floats(0, 0)),
    attribute('screenWindowWidth', 'float', floats(1)),
    text(''),
  ]);
  const rows = lights.map((_, row) => Buffer.concat([ints(row, 4 * side), floats(...lights)]));
  const offsets = rows.map(({ length }, row) => ints(header.length + 8 * side + row * length, 0));
  return Buffer.concat([header, ...offsets, ...rows]);
}

describe('exr', () => {
  it('shows grey', async () => {
    const { thumbnails } = await render(greyOf([0, lightOf(188), 1]), [{ ...variant, fit: 'inside' }], limits, source);

    const shown = await sharp(thumbnails[0]?.data).toColourspace('srgb').raw().toBuffer();
    expect([...shown.subarray(0, 9)]).to.deep.equal([0, 0, 0, 188, 188, 188, 255, 255, 255]);
  });

  it('rejects other channels than R, G and B, which the decoder would show as red', async () => {
    const image = await imageFixture('quartered.exr');
    const list = image.indexOf('chlist');
    image.write('Y', image.indexOf('G\0', list), 'latin1');

    const { message } = await expectRejected(image, 'unsupported-format');

    expect(message).to.contain('B, Y, R');
  });

  it('rejects deep pixels, which the decoder would misread', async () => {
    const image = await imageFixture('quartered.exr');
    image.writeUInt32LE(image.readUInt32LE(4) | 0x800, 4);

    const { message } = await expectRejected(image, 'unsupported-format');
    expect(message).to.include('deep');
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
