import { expect } from 'chai';
import sharp from 'sharp';
import { expectQuartered, quartered } from '../../../../support/pictures.ts';
import { thumbnailOf } from '../../../../support/render-one.ts';

describe('pnm', () => {
  for (const [name, header] of Object.entries({
    PPM: 'P6\n# white is 200\n16 12\n200\n',
    PAM: 'P7\nWIDTH 16\nHEIGHT 12\nDEPTH 3\nMAXVAL 200\nTUPLTYPE RGB\nENDHDR\n',
  })) {
    it(`shows a ${name} whose max sample value is 200`, async () => {
      const pixels = await quartered(16, 12)
        .linear(200 / 255, 0)
        .raw()
        .toBuffer();

      await expectQuartered((await thumbnailOf(Buffer.concat([Buffer.from(header), pixels]))) ?? Buffer.of(), 2);
    });
  }

  it('shows a PAM of grey and alpha whose max sample value is 1', async () => {
    const header = 'P7\nWIDTH 20\nHEIGHT 20\nDEPTH 2\nMAXVAL 1\nTUPLTYPE GRAYSCALE_ALPHA\nENDHDR\n';
    // The left half is black and opaque, and the right half is transparent.
    const pixels = Buffer.from(Array.from({ length: 400 }, (_, at) => (at % 20 < 10 ? [0, 1] : [1, 0])).flat());

    const thumbnail = await thumbnailOf(Buffer.concat([Buffer.from(header), pixels]));

    const shown = await sharp(thumbnail).ensureAlpha().raw().toBuffer();
    expect([shown.at(0), shown.at(3), shown.at(-1)]).to.deep.equal([0, 255, 0]);
  });

  it('takes four samples of a PAM that does not say what they are for RGB and alpha', async () => {
    const header = 'P7\n# drawn\nWIDTH 16\nHEIGHT 12\nDEPTH 4\nMAXVAL 255\nENDHDR\n';
    const pixels = await quartered(16, 12).ensureAlpha().raw().toBuffer();

    await expectQuartered((await thumbnailOf(Buffer.concat([Buffer.from(header), pixels]))) ?? Buffer.of(), 2);
  });
});
