import { expect } from 'chai';
import sharp from 'sharp';
import { gif } from '../../../../../../functions/thumbnail/rendering/formats/gif.ts';

interface Frame {
  /** How the frame is disposed of: 2 clears its area, and 3 and 4 restore it. */
  disposal?: number;
  /** Whether it has only the right one of the two pixels. */
  isPart?: boolean;
}

/** The control extension is left out for a frame without a disposal. */
function gifOf(frames: readonly Frame[]): Buffer {
  const header = Buffer.from('GIF89a\x02\0\x01\0\x80\0\0\0\0\0\xff\xff\xff', 'latin1');
  const drawn = frames.flatMap(({ disposal, isPart }) => [
    ...(disposal === undefined ? [] : [0x21, 0xf9, 4, disposal << 2, 10, 0, 0, 0]),
    // The code that clears the table, and that of the colour for each pixel.
    ...(isPart ? [0x2c, 1, 0, 0, 0, 1, 0, 1, 0, 0, 2, 1, 0b001_100, 0] : []),
    ...(isPart ? [] : [0x2c, 0, 0, 0, 0, 2, 0, 1, 0, 0, 2, 2, 0b01_001_100, 0, 0]),
  ]);
  return Buffer.from([...header, ...drawn, 0x3b]);
}

async function alphasOf(animation: Buffer, page: number): Promise<(number | undefined)[]> {
  const pixels = await sharp(animation, { page }).ensureAlpha().raw().toBuffer();
  return [pixels[3], pixels[7]];
}

describe('clearCanvas', () => {
  const [clear, opaque] = [0, 255];
  for (const [where, frames] of Object.entries({
    'around a first frame that does not fill it': [{ isPart: true }, { isPart: true }],
    'around a first frame that is cleared and does not fill it': [{ isPart: true, disposal: 2 }, { isPart: true }],
    'where a frame was that is cleared': [{ disposal: 2 }, { isPart: true }],
    'where the first frame was that is restored': [{ disposal: 3 }, { isPart: true }],
    'where the first frame was that is restored by an old program': [{ disposal: 4 }, { isPart: true }],
    'where a frame was that is restored to a cleared one': [{ disposal: 2 }, { disposal: 3 }, { isPart: true }],
  })) {
    it(`shows nothing on the canvas ${where}`, async () => {
      const { composeAnimation } = gif.inspect(gifOf(frames));

      const { animation = Buffer.of(), frameCount } = (await composeAnimation?.()) ?? {};

      expect(frameCount).to.equal(frames.length);
      expect(await alphasOf(animation, frames.length - 1)).to.deep.equal([clear, opaque]);
    });
  }
});

describe('framesToClear', () => {
  it('finds none in an animation whose frames cover what is cleared', () => {
    for (const disposal of [0, 1, 2]) {
      expect(gif.inspect(gifOf([{ disposal }, { disposal }])).composeAnimation).to.equal(undefined);
    }
    expect(gif.inspect(gifOf([{}, { isPart: true }])).composeAnimation).to.equal(undefined);
  });
});
