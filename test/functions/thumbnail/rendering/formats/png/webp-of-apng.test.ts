import { deflateSync } from 'node:zlib';
import { expect } from 'chai';
import sharp from 'sharp';
import { isAnimated } from '../../../../../../functions/thumbnail/rendering/formats/png/animation-of.ts';
import { webpOfApng } from '../../../../../../functions/thumbnail/rendering/formats/png/webp-of-apng.ts';
import { png } from '../../../../../../functions/thumbnail/rendering/formats/png.ts';
import { apng, type DrawnFrame } from '../../../../../support/apng.ts';
import { expectColour } from '../../../../../support/pictures.ts';
import { pngChunk, withChunks } from '../../../../../support/png-chunks.ts';

const [red, blue, halfGreen, clear] = ['#ff0000', '#0000ff', '#00ff0080', '#00000000'];

function solid(width: number, background: string): Promise<Buffer> {
  return sharp({ create: { width, height: 1, channels: 4, background } })
    .png()
    .toBuffer();
}

/** Returns the pixels of each picture of an animation of one row, as `rrggbbaa`. */
async function picturesOf(image: Buffer, maxFrames = 10): Promise<string[][]> {
  const { animation, frameCount } = await webpOfApng(image, maxFrames);
  const pictures = Array.from({ length: frameCount }, async (_, page) => {
    const pixels = await sharp(animation, { page }).ensureAlpha().raw().toBuffer();
    return pixels.toString('hex').match(/.{8}/g) ?? [];
  });
  return Promise.all(pictures);
}

/** A red picture of three pixels, then two frames of one pixel. */
async function threeFrames(second: Partial<DrawnFrame>, colour: string): Promise<Buffer> {
  return apng([
    { png: await solid(3, red) },
    { png: await solid(1, colour), x: 1, ...second },
    { png: await solid(1, blue), x: 2 },
  ]);
}

describe('webpOfApng', () => {
  for (const [what, second, colour, pictures] of [
    ['stays', {}, blue, ['ff0000ff 0000ffff ff0000ff', 'ff0000ff 0000ffff 0000ffff']],
    ['is cleared', { disposal: 1 }, blue, ['ff0000ff 0000ffff ff0000ff', 'ff0000ff 00000000 0000ffff']],
    ['is restored', { disposal: 2 }, blue, ['ff0000ff 0000ffff ff0000ff', 'ff0000ff ff0000ff 0000ffff']],
    ['replaces its area', {}, clear, ['ff0000ff 00000000 ff0000ff', 'ff0000ff 00000000 0000ffff']],
    [
      'is blended over its area',
      { blending: 1 },
      halfGreen,
      ['ff0000ff 7f8000ff ff0000ff', 'ff0000ff 7f8000ff 0000ffff'],
    ],
  ] as const) {
    it(`composes a frame that ${what}`, async () => {
      const shown = await picturesOf(await threeFrames(second, colour));

      expect(shown.map((pixels) => pixels.join(' '))).to.deep.equal(['ff0000ff ff0000ff ff0000ff', ...pictures]);
    });
  }

  it('leaves out a still picture that is no frame, keeps delays and plays, and stops at the limit', async () => {
    const frames = [
      { png: await solid(3, red), delayMs: 70 },
      { png: await solid(3, blue), delayMs: 250 },
    ];
    const image = apng([...frames, ...frames], { plays: 2, still: await solid(3, halfGreen) });

    const { animation, frameCount } = await webpOfApng(image, 2);

    const { pages, delay, loop } = await sharp(animation).metadata();
    expect({ frameCount, pages, delay, loop }).to.deep.equal({ frameCount: 2, pages: 2, delay: [70, 250], loop: 2 });
    expect((await picturesOf(image))[0]?.[0]).to.equal('ff0000ff');
  });

  /** A red in Display P3, and the same in sRGB. */
  const [wide, narrow] = [
    [150, 52, 42],
    [163, 42, 35],
  ];
  const displayP3 = async () => {
    const picture = sharp(await solid(1, '#96342a')).withIccProfile('p3');
    const { icc = Buffer.of() } = await sharp(await picture.png().toBuffer()).metadata();
    return pngChunk('iCCP', Buffer.concat([Buffer.from('p\0\0'), deflateSync(icc)]));
  };
  for (const [kind, isDeep, chunks, expected] of [
    ['linear light', false, () => [pngChunk('gAMA', Buffer.from([0, 1, 0x86, 0xa0]))], [202, 125, 113]],
    ['the primaries of a code', false, () => [pngChunk('cICP', Buffer.from([12, 13, 0, 1]))], narrow],
    ['a profile', false, async () => [await displayP3()], narrow],
    ['a profile of 16 bits', true, async () => [await displayP3()], narrow],
    [
      'a code over a profile',
      true,
      async () => [pngChunk('cICP', Buffer.from([1, 13, 0, 1])), await displayP3()],
      wide,
    ],
  ] as const) {
    it(`converts the colours of each frame, in ${kind}`, async () => {
      const frames = ['#96342a', blue].map(async (colour) => {
        const picture = sharp(await solid(1, colour));
        return { png: await (isDeep ? picture.toColourspace('rgb16') : picture).png().toBuffer() };
      });
      const image = withChunks(apng(await Promise.all(frames)), await chunks());

      const { animation, frameCount } = (await png.inspect(image).composeAnimation?.(10)) ?? expect.fail('is still');

      expect(frameCount).to.equal(2);
      expectColour((await sharp(animation).raw().toBuffer()).subarray(0, 3), expected, 2);
    });
  }

  it('ends before a frame that is cut off, or exceeds the canvas', async () => {
    const image = await threeFrames({}, blue);
    const outside = await threeFrames({ x: 3 }, blue);

    expect((await webpOfApng(image.subarray(0, -20), 10)).frameCount).to.equal(2);
    expect((await webpOfApng(outside, 10)).frameCount).to.equal(1);
  });
});

describe('isAnimated', () => {
  it('is true of an APNG alone', async () => {
    const still = await solid(3, red);

    expect(isAnimated(apng([{ png: still }]))).to.equal(true);
    expect([still, still.subarray(0, 20), Buffer.of()].some(isAnimated)).to.equal(false);
  });
});
