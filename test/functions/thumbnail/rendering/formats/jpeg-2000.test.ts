import { expect } from 'chai';
import { Rejection } from '../../../../../functions/thumbnail/errors.ts';
import type { Inspection } from '../../../../../functions/thumbnail/rendering/formats/format.ts';
import { jpeg2000 } from '../../../../../functions/thumbnail/rendering/formats/jpeg-2000.ts';
import { expectError } from '../../../../support/expect-error.ts';
import { imageFixture } from '../../../../support/image-fixture.ts';
import { isoBox, u16, u32 } from '../../../../support/iso-boxes.ts';
import { expectQuartered } from '../../../../support/pictures.ts';
import { expectRejected, thumbnailOf } from '../../../../support/render-one.ts';

const [enumerated, anyProfile] = [1, 3];

/** The beginning of a codestream of 32 x 24 pixels. */
function codestreamOf(components: number): Buffer {
  const numbers = [0x0000_ff51, 0, 32, 24, 0, 0, 32, 24, 0, 0].map(u32);
  return Buffer.concat([
    Buffer.from('ff4fff51002f0000', 'hex'),
    ...numbers.slice(2),
    u16(components),
    Buffer.from([7]),
  ]);
}

function jp2Of(components: number, ...header: Buffer[]): Buffer {
  return Buffer.concat([
    isoBox('jP  ', Buffer.from('\r\n\x87\n', 'latin1')),
    isoBox('jp2h', ...header),
    isoBox('jp2c', codestreamOf(components)),
  ]);
}

function colourSpace(method: number, space: Buffer): Buffer {
  return isoBox('colr', Buffer.from([method, 0, 0]), space);
}

describe('jpeg2000', () => {
  it('rejects colour spaces that the decoder would take for RGB', async () => {
    for (const space of [14, 21, 24]) {
      const image = jp2Of(3, colourSpace(enumerated, u32(space)));
      const { message } = await expectError(Rejection, 'unsupported-format', () => jpeg2000.inspect(image));
      expect(message).to.contain(space);
    }
    for (const space of [16, 17, 18]) jpeg2000.inspect(jp2Of(3, colourSpace(enumerated, u32(space))));
  });

  it('reads CMYK of four components alone', async () => {
    const space = colourSpace(enumerated, u32(12));

    expect(jpeg2000.loader.isCmyk?.(jpeg2000.inspect(jp2Of(4, space)).image)).to.equal(true);
    const { message } = await expectError(Rejection, 'unsupported-format', () => jpeg2000.inspect(jp2Of(5, space)));
    expect(message).to.contain('5 components');
  });

  it('shows CMYK without a profile as that of print', async () => {
    await expectQuartered((await thumbnailOf(await imageFixture('cmyk-quarters.jp2'))) ?? Buffer.of(), 90);
  });

  it('makes the decoder read a profile of any kind', () => {
    const { image } = jpeg2000.inspect(jp2Of(3, colourSpace(anyProfile, Buffer.from('profile'))));

    expect(image.includes(Buffer.from('colr\x02\0\0profile', 'latin1'))).to.equal(true);
  });

  it('notices colours that are premultiplied by alpha', () => {
    const definitionsOf = (type: number) => isoBox('cdef', u16(2), u16(0), u16(0), u16(1), u16(1), u16(type), u16(0));

    const [alone, premultiplied]: Inspection[] = [1, 2].map((type) => jpeg2000.inspect(jp2Of(2, definitionsOf(type))));
    expect([alone?.isPremultiplied, premultiplied?.isPremultiplied]).to.deep.equal([false, true]);
  });

  it('declares two components as grey and alpha, and keeps the profile', () => {
    const profile = colourSpace(2, Buffer.from('profile'));

    const { image } = jpeg2000.inspect(jp2Of(2, profile));

    expect(image.includes(profile)).to.equal(true);
    expect(image.includes('cdef')).to.equal(true);
    expect(jpeg2000.inspect(jp2Of(3, profile)).image.includes('cdef')).to.equal(false);
  });

  it('reports in one line that bytes are missing', async () => {
    const image = await imageFixture('quartered.j2c');

    const { message } = await expectRejected(
      Buffer.concat([image.subarray(0, -20), image.subarray(-10)]),
      'corrupt-image',
    );

    expect(message).to.match(/^The jpeg-2000 image cannot be decoded: .+[a-z]$/);
  });
});
