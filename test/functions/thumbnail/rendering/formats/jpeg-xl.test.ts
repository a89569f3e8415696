import { imageFixture } from '../../../../support/image-fixture.ts';
import { isoBox, u32 } from '../../../../support/iso-boxes.ts';
import { expectQuartered } from '../../../../support/pictures.ts';
import { thumbnailOf } from '../../../../support/render-one.ts';

const brands = isoBox('ftyp', Buffer.from('jxl \0\0\0\0jxl ', 'latin1'));
const start = Buffer.concat([isoBox('JXL ', Buffer.from('\r\n\x87\n', 'latin1')), brands]);

describe('jpegXl', () => {
  it('shows light that is brighter than white, by the tone curve of other formats', async () => {
    await expectQuartered((await thumbnailOf(await imageFixture('pq.jxl'))) ?? Buffer.of(), 20);
  });

  it('shows a codestream in parts, of which the first has not the whole header', async () => {
    const codestream = await imageFixture('turned.jxl');
    const parts = [
      isoBox('jxlp', u32(0), codestream.subarray(0, 3)),
      isoBox('jxlp', u32(2 ** 31 + 1), codestream.subarray(3)),
    ];

    await expectQuartered((await thumbnailOf(Buffer.concat([start, ...parts]))) ?? Buffer.of());
  });

  it('shows a codestream whose box ends with the file', async () => {
    const head = Buffer.from('\0\0\0\0jxlc', 'latin1');
    const image = Buffer.concat([start, head, await imageFixture('turned.jxl')]);

    await expectQuartered((await thumbnailOf(image)) ?? Buffer.of());
  });
});
