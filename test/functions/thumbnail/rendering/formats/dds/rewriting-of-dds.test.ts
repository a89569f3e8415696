import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect } from 'chai';
import sharp from 'sharp';
import { Rejection } from '../../../../../../functions/thumbnail/errors.ts';
import { rewritingOfDds } from '../../../../../../functions/thumbnail/rendering/formats/dds/rewriting-of-dds.ts';
import { expectError } from '../../../../../support/expect-error.ts';
import { imageFixture } from '../../../../../support/image-fixture.ts';

const directory = path.resolve(import.meta.dirname, '../../../../../fixtures/dds');
const names = readdirSync(directory).flatMap((file) => (file.endsWith('.dds') ? [path.basename(file, '.dds')] : []));

/** The positions of the pixel format in the header. */
const [flagsAt, nameAt, bitsAt, masksAt, headerBytes] = [80, 84, 88, 92, 128];

async function pixelsOf(image: Buffer): Promise<Buffer> {
  const tiff = await rewritingOfDds(image).image();
  return sharp(tiff).ensureAlpha().raw().toBuffer();
}

/** A DDS of two uncompressed pixels. */
function twoPixels(flags: number, bits: number, masks: readonly number[], data: readonly number[]): Buffer {
  const header = Buffer.alloc(headerBytes);
  header.write('DDS |', 'latin1');
  header.writeUInt32LE(1, 12);
  header.writeUInt32LE(2, 16);
  header.writeUInt32LE(flags, flagsAt);
  header.writeUInt32LE(bits, bitsAt);
  for (const [index, mask] of masks.entries()) header.writeUInt32LE(mask, masksAt + 4 * index);
  return Buffer.concat([header, Buffer.from(data)]);
}

describe('rewritingOfDds', () => {
  for (const name of names) {
    it(`decodes blocks of ${name} as Pillow does`, async () => {
      const pixels = await pixelsOf(readFileSync(path.join(directory, `${name}.dds`)));

      const expected = await sharp(path.join(directory, `${name}.png`))
        .ensureAlpha()
        .raw()
        .toBuffer();
      const off = pixels.reduce((max, value, at) => Math.max(max, Math.abs(value - (expected[at] ?? Number.NaN))), 0);
      expect(pixels.length).to.equal(expected.length);
      expect(off).to.be.at.most(1);
    });
  }

  it('reads colours by masks, grey, and palette indices', async () => {
    const palette = Array.from({ length: 1024 }, (_, at) => (at === 7 * 4 + 1 || at % 4 === 3 ? 255 : 0));
    const [red, green, clear] = ['ff0000ff', '00ff00ff', '00ff0000'];

    for (const [image, pixels] of [
      [twoPixels(0x40, 16, [0xf800, 0x7e0, 0x1f], [0x00, 0xf8, 0xe0, 0x07]), red + green],
      [twoPixels(0x41, 32, [0xff, 0xff00, 0xff0000, 0xff000000], [255, 0, 0, 255, 0, 255, 0, 0]), red + clear],
      [twoPixels(0x2_0000, 8, [0xff], [0x20, 0xff]), '202020ffffffffff'],
      // The mask of alpha exceeds the bits of a pixel, as Pillow writes it.
      [twoPixels(0x2_0001, 16, [0xff, 0xff, 0xff, 0xff000000], [0x20, 0xff, 0x30, 0]), '202020ff30303000'],
      [twoPixels(0x20, 8, [], [...palette, 7, 0]), `${green}000000ff`],
    ] as const) {
      expect((await pixelsOf(image)).toString('hex')).to.equal(pixels);
    }
  });

  it('swaps the masks of red and blue in 10 bits, as the programs did that wrote them', async () => {
    const pixels = [0xff, 3, 0, 0, 0, 0xfc, 0xf, 0];

    expect((await pixelsOf(twoPixels(0x40, 32, [0x3ff, 0xffc00, 0x3ff00000], pixels))).toString('hex')).to.equal(
      '0000ffff00ff00ff',
    );
  });

  it('rejects an unknown pixel format, and names it', async () => {
    const unknown = await imageFixture('quartered-bc7.dds');
    unknown.writeUInt32LE(95, headerBytes);
    const named = twoPixels(4, 0, [], [0, 0]);
    named.write('q\x1b\0\0', nameAt, 'latin1');

    const { message } = await expectError(Rejection, 'unsupported-format', () => rewritingOfDds(unknown));
    expect(message).to.contain('DXGI 95 (BC6H');
    const other = await expectError(Rejection, 'unsupported-format', () => rewritingOfDds(named));
    expect(other.message).to.match(/number 7025\.$/);
  });
});
