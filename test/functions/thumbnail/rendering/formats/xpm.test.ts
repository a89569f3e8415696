import { expect } from 'chai';
import { xpm } from '../../../../../functions/thumbnail/rendering/formats/xpm.ts';
import { imageFixture } from '../../../../support/image-fixture.ts';
import { expectQuartered } from '../../../../support/pictures.ts';
import { expectRejected, thumbnailOf } from '../../../../support/render-one.ts';

/** A picture of one pixel, in a colour by name. */
function pixelOf(colour: string): Buffer {
  return Buffer.from(`/* XPM */\nstatic char *a[] = {\n"1 1 1 1",\n"- c ${colour}",\n"-"};\n`);
}

describe('xpm', () => {
  it('shows colours between tabs', async () => {
    const image = (await imageFixture('quartered.xpm')).toString('latin1').replaceAll(' c ', '\tc\t');

    await expectQuartered((await thumbnailOf(Buffer.from(image, 'latin1'))) ?? Buffer.of());
  });

  it('spells the names of greys as the decoder does, and leaves the pixels as they are', () => {
    for (const [name, spelt] of [
      ['Grey', 'gray'],
      ['LightGrey', 'Lightgray'],
      ['dark slate grey', 'dark slate gray'],
    ] as const) {
      expect(`${xpm.inspect(pixelOf(name)).image}`).to.equal(`${pixelOf(spelt)}`);
    }
    const pixels = '/* XPM */\n"4 1 4 1"\n"grey"';
    expect(`${xpm.inspect(Buffer.from(pixels)).image}`).to.equal(pixels);
  });

  it('rejects the name of a colour that the decoder lacks as unsupported, not as damage', async () => {
    const { message } = await expectRejected(pixelOf('red4'), 'unsupported-format');

    expect(message).to.equal('The xpm image cannot be decoded: UnrecognizedColor');
  });
});
