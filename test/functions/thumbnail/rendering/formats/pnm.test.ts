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
});
