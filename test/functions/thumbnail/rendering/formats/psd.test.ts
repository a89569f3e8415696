import { expectQuartered, quarterAt } from '../../../../support/pictures.ts';
import { expectRejected, thumbnailOf } from '../../../../support/render-one.ts';

const [width, height] = [16, 12];
const [rgb, multichannel] = [3, 7];

/** Draws `quartered` as a document of floating point, one channel after another. */
function documentOf(mode: number): Buffer {
  const head = Buffer.alloc(26 + 12 + 2);
  head.write('8BPS\0\x01', 'latin1');
  head.writeUInt16BE(3, 12);
  head.writeUInt32BE(height, 14);
  head.writeUInt32BE(width, 18);
  head.writeUInt16BE(32, 22);
  head.writeUInt16BE(mode, 24);
  const pixels = Buffer.alloc(3 * width * height * 4);
  for (let at = 0; at < pixels.length / 4; at += 1) {
    const [channel, pixel] = [Math.floor(at / (width * height)), at % (width * height)];
    const colour = quarterAt(((pixel % width) + 0.5) / width, (Math.floor(pixel / width) + 0.5) / height);
    const value = (colour[channel] ?? 0) / 255;
    pixels.writeFloatBE(value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4, at * 4);
  }
  return Buffer.concat([head, pixels]);
}

describe('psd', () => {
  it('shows floating point, which is light', async () => {
    await expectQuartered((await thumbnailOf(documentOf(rgb))) ?? Buffer.of(), 8);
  });

  it('rejects inks of its own, whose colours are not known', async () => {
    await expectRejected(documentOf(multichannel), 'unsupported-format');
  });
});
