import { expect } from 'chai';
import sharp from 'sharp';
import { Rejection } from '../../../../../../functions/thumbnail/errors.ts';
import { firstFrameOf } from '../../../../../../functions/thumbnail/rendering/formats/gif/first-frame.ts';
import { expectError } from '../../../../../support/expect-error.ts';
import { animated, detailed, expectQuartered, quartered } from '../../../../../support/pictures.ts';

/** The position of the frame's left, top, width and height in a GIF with a colour table of the screen. */
const frameAt = (gif: Buffer) => gif.indexOf(0x2c, 13 + 3 * 2 ** (((gif[10] ?? 0) & 7) + 1)) + 1;

const alphaAt = async (gif: Buffer, x: number, y: number) => {
  const { data, info } = await sharp(gif).ensureAlpha().raw().toBuffer({ resolveWithObject: true });
  return data[(y * info.width + x) * 4 + 3];
};

/** Returns a GIF of one white pixel, whose data are the code that clears the table and that of the colour. Its screen has its size. */
function whitePixel({
  left = 0,
  before = [] as readonly number[],
  blocks = [1, 0b001_100, 0, 0x3b] as readonly number[],
}): Buffer {
  const header = Buffer.from('GIF89a\x01\0\x01\0\x80\0\0\0\0\0\xff\xff\xff', 'latin1');
  return Buffer.from([...header, ...before, 0x2c, left, 0, 0, 0, 1, 0, 1, 0, 0, 2, ...blocks]);
}

describe('firstFrameOf', () => {
  it('shows the first frame', async () => {
    const gif = await quartered(40, 30).gif().toBuffer();

    await expectQuartered(firstFrameOf(gif));
  });

  for (const [what, blocks] of [
    ['without an end code', [1, 0b001_100, 0, 0x3b]],
    ['whose last block claims to exceed the file', [200, 0b001_100]],
  ] as const) {
    it(`shows the last pixels of data ${what}`, async () => {
      const pixels = await sharp(firstFrameOf(whitePixel({ blocks })))
        .raw()
        .toBuffer();

      expect([...pixels]).to.deep.equal([255, 255, 255]);
    });
  }

  it('leaves out everything after the frame, including damage', async () => {
    const gif = await (await animated()).gif().toBuffer();
    const whole = await sharp(gif, { pages: 1 }).ensureAlpha().raw().toBuffer();

    expect((await sharp(firstFrameOf(gif)).metadata()).pages ?? 1).to.equal(1);
    expect(
      await sharp(firstFrameOf(gif.subarray(0, -100)))
        .ensureAlpha()
        .raw()
        .toBuffer(),
    ).to.deep.equal(whole);
  });

  for (const [what, change] of Object.entries({
    'its data end early': (gif: Buffer) => gif.subarray(0, gif.length >> 1),
    'there is no colour table': (gif: Buffer) => {
      // Neither the screen nor the frame has a colour table.
      const withoutTable = Buffer.concat([gif.subarray(0, 13), gif.subarray(frameAt(gif) - 1)]);
      withoutTable.writeUInt8(0, 10);
      return withoutTable;
    },
    'it has no data': (gif: Buffer) => Buffer.concat([gif.subarray(0, frameAt(gif) + 10), Buffer.from([0, 0x3b])]),
  })) {
    it(`rejects a frame when ${what}`, async () => {
      const gif = await detailed(160, 120).gif().toBuffer();

      await expectError(Rejection, 'corrupt-image', () => firstFrameOf(change(gif)));
    });
  }

  for (const [what, at] of [
    ['a screen', () => 6],
    ['a frame', (gif: Buffer) => frameAt(gif) + 4],
  ] as const) {
    it(`gives ${what} of no size the size of the other`, async () => {
      const gif = await quartered(40, 30).gif().toBuffer();
      gif.fill(0, at(gif), at(gif) + 4);

      const frame = firstFrameOf(gif);

      expect(await sharp(frame).metadata()).to.include({ width: 40, height: 30 });
      await expectQuartered(frame);
    });
  }

  it('shows nothing around a frame that is smaller than its screen', async () => {
    const gif = await quartered(40, 30).gif().toBuffer();
    gif.writeUInt16LE(80, 6);

    const frame = firstFrameOf(gif);

    expect(await alphaAt(frame, 20, 15)).to.equal(255);
    expect(await alphaAt(frame, 60, 15)).to.equal(0);
  });

  it('shows nothing around a frame that exceeds its screen', async () => {
    const frame = firstFrameOf(whitePixel({ left: 1 }));

    expect(await sharp(frame).metadata()).to.include({ width: 2, height: 1 });
    expect([await alphaAt(frame, 0, 0), await alphaAt(frame, 1, 0)]).to.deep.equal([0, 255]);
  });

  it('shows an index beyond the colour table in black', async () => {
    // A white pixel, and one whose index the table lacks, on a screen that leaves a third one transparent.
    const header = Buffer.from('GIF89a\x03\0\x01\0\x80\0\0\xff\xff\xff\0\0\xff', 'latin1');
    const frame = Buffer.from([0x2c, 0, 0, 0, 0, 2, 0, 1, 0, 0, 2, 2, 0b1000_0100, 0b1010, 0, 0x3b]);

    const pixels = await sharp(firstFrameOf(Buffer.concat([header, frame])))
      .raw()
      .toBuffer();

    expect([...pixels]).to.deep.equal([255, 255, 255, 255, 0, 0, 0, 255, 0, 0, 0, 0]);
  });

  it('uses only the last control extension before the frame', async () => {
    const [transparent, opaque] = [1, 0].map((flags) => [0x21, 0xf9, 4, flags, 0, 0, 1, 0]);

    const frame = firstFrameOf(whitePixel({ before: [...(transparent ?? []), ...(opaque ?? [])] }));

    expect(await alphaAt(frame, 0, 0)).to.equal(255);
  });
});
