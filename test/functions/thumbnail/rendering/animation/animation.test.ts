import { expect } from 'chai';
import sharp, { type OverlayOptions } from 'sharp';
import { Variant } from '../../../../../functions/thumbnail/contract/variant.ts';
import { render } from '../../../../../functions/thumbnail/rendering/render.ts';
import { apng } from '../../../../support/apng.ts';
import { expectColour, expectQuartered, quartered } from '../../../../support/pictures.ts';
import { limits, source } from '../../../../support/render-one.ts';

const solid = (background: string) =>
  sharp({ create: { width: 60, height: 40, channels: 4, background } })
    .png()
    .toBuffer();
const picture = () => quartered(60, 40).png().toBuffer();

/** A frame with a colour on the left, and a picture on the right, so that it is not blank. */
const halfOf = ([right, left]: [Buffer, Buffer]) =>
  sharp(left)
    .composite([{ input: right, left: 30, top: 0 }])
    .png()
    .toBuffer();

/** An animation whose frames are shown for 100, 200, 300, … ms. */
async function animation(frames: Promise<Buffer>[], format: 'apng' | 'gif' | 'webp'): Promise<Buffer> {
  const delay = frames.map((_, index) => 100 * (index + 1));
  if (format === 'apng') {
    const drawn = await Promise.all(
      frames.map((frame) => frame.then((png) => sharp(png).ensureAlpha().png().toBuffer())),
    );
    return apng(
      drawn.map((png, index) => ({ png, delayMs: delay[index] ?? 0 })),
      { plays: 3 },
    );
  }
  return sharp(await Promise.all(frames), { join: { animated: true } })
    .toFormat(format, { delay, loop: 3, lossless: format === 'webp' })
    .toBuffer();
}

async function thumbnailOf(image: Uint8Array, fields: object = {}, changed: object = {}, ...others: object[]) {
  const variants = [{ name: 'any', width: 20, height: 20, animated: true, ...fields }, ...others];
  const parsed = variants.map((variant) => Variant.parse(variant));
  const { thumbnails } = await render(image, parsed, { ...limits, ...changed }, source);
  return thumbnails[0] ?? expect.fail('expected a thumbnail');
}

async function firstPixelOf(image: Uint8Array, page: number): Promise<number[]> {
  const { data, info } = await sharp(image, { page }).ensureAlpha().raw().toBuffer({ resolveWithObject: true });
  return [...data.subarray(0, info.channels)];
}

describe('render, given an animation', () => {
  const colours: [string, number[]][] = [
    ['#ff0000', [255, 0, 0, 255]],
    ['#0000ff', [0, 0, 255, 255]],
  ];
  const frames = () => [picture(), ...colours.map(([colour]) => solid(colour))];

  for (const [from, format, to] of [
    ['gif', 'source', 'gif'],
    ['gif', 'webp', 'webp'],
    ['webp', 'source', 'webp'],
    ['apng', 'webp', 'webp'],
    ['apng', 'source', 'webp'],
  ] as const) {
    it(`keeps the frames of a ${from} in a ${to}, with their times`, async () => {
      const image = await animation(frames(), from);

      for (const others of [[], [{ name: 'other', width: 10 }]]) {
        const thumbnail = await thumbnailOf(Buffer.from(image), { format }, {}, ...others);

        expect(thumbnail).to.include({ format: to, width: 20, height: 20 });
        const { pages, delay, loop } = await sharp(thumbnail.data).metadata();
        expect({ pages, delay, loop }).to.deep.equal({ pages: 3, delay: [100, 200, 300], loop: 3 });
        await expectQuartered(thumbnail.data);
        for (const [index, [, colour]] of colours.entries()) {
          expectColour(await firstPixelOf(thumbnail.data, index + 1), colour, 20);
        }
      }
    });
  }

  it('leaves what the frames do not cover clear', async () => {
    const bar = (background: string, left: number) => ({
      input: { create: { width: 20, height: 20, channels: 4, background } } as const,
      left,
      top: 10,
    });
    const frame = async (...bars: OverlayOptions[]) =>
      sharp(await solid('#ff000000'))
        .composite(bars)
        .png()
        .toBuffer();
    const [red, blue] = [bar('#ff0000', 0), bar('#0000ff', 20)];
    const image = await animation([frame(red), frame(red, blue)], 'gif');

    const { data } = await thumbnailOf(image, { width: 60, height: 40 });

    const alphaFlag = 0x10;
    expect((data[20] ?? 0) & alphaFlag).to.equal(alphaFlag);
    expect((await firstPixelOf(data, 1))[3]).to.equal(0);
  });

  it('keeps the frames of all fits', async () => {
    const image = await animation(frames(), 'gif');

    for (const fit of ['contain', 'inside', 'outside', 'fill']) {
      const { data, width, height } = await thumbnailOf(Buffer.from(image), { fit });

      const { pages, pageHeight } = await sharp(data, { pages: -1 }).metadata();
      expect({ pages, pageHeight }, fit).to.deep.equal({ pages: 3, pageHeight: height });
      expect(width, fit).to.equal(fit === 'outside' ? 30 : 20);
    }
  });

  for (const [from, format] of [
    ['gif', 'source'],
    ['webp', 'source'],
    ['apng', 'webp'],
  ] as const) {
    it(`enlarges the frames of a ${from} without mixing their edges, and keeps their times`, async () => {
      const image = await animation(
        ['#000000', '#ffffff', '#000000'].map((colour) => Promise.all([picture(), solid(colour)]).then(halfOf)),
        from,
      );

      const { data } = await thumbnailOf(image, { format, width: 600, height: 400, withoutEnlargement: false });

      const { pages, delay, loop } = await sharp(data).metadata();
      expect({ pages, delay, loop }).to.deep.equal({ pages: 3, delay: [100, 200, 300], loop: 3 });
      for (const [page, expected] of [0, 255, 0].entries()) {
        const { data: rows } = await sharp(data, { page })
          .removeAlpha()
          .extract({ left: 10, top: 0, width: 1, height: 400 })
          .raw()
          .toBuffer({ resolveWithObject: true });
        for (const row of [0, 1, 398, 399])
          expect(Math.abs((rows[row * 3] ?? 0) - expected), `${page} ${row}`).to.be.below(8);
      }
    });
  }

  it('keeps as many frames as there may be pixels', async () => {
    const image = await animation(frames(), 'gif');

    const { data } = await thumbnailOf(image, {}, { pixels: 60 * 40 * 2 });

    expect((await sharp(data).metadata()).pages).to.equal(2);
  });

  for (const format of ['apng', 'gif', 'webp'] as const) {
    it(`shows the first frame of a ${format} alone unless the variant is animated`, async () => {
      const { data } = await thumbnailOf(await animation(frames(), format), { animated: false });

      expect((await sharp(data).metadata()).pages ?? 1).to.equal(1);
      await expectQuartered(data);
    });

    it(`leaves blank frames at the beginning of a ${format} out`, async () => {
      const image = await animation([solid('#ffffff'), solid('#ffffff00'), picture(), solid('#ff0000')], format);

      const still = await thumbnailOf(Buffer.from(image), { animated: false });
      await expectQuartered(still.data);
      const beside = await thumbnailOf(Buffer.from(image), { animated: false }, {}, { name: 'other', width: 10 });
      await expectQuartered(beside.data);
      const moving = await thumbnailOf(image);
      expect((await sharp(moving.data).metadata()).pages).to.equal(2);
    });
  }

  it('shows a first frame that is as black as the decoder shows the canvas around it', async () => {
    // Both frames have one pixel and no transparent colour: a black one on the left of 2 x 1 pixels, then a white one on the right.
    const frame = (left: number, pixel: string) => `2c0${left}0000000100010000` + `0202${pixel}0100`;
    const gif = Buffer.from(`47494638396102000100800000000000ffffff${frame(0, '44')}${frame(1, '4c')}3b`, 'hex');

    const { data } = await thumbnailOf(gif, { animated: false, format: 'png', fit: 'inside' });

    const pixels = await sharp(data).ensureAlpha().raw().toBuffer();
    expect([...pixels.subarray(0, 4), ...pixels.subarray(7, 8)]).to.deep.equal([0, 0, 0, 255, 0]);
  });

  it('shows the first frame where all are blank', async () => {
    const { data } = await thumbnailOf(
      await animation(
        colours.map(([colour]) => solid(colour)),
        'gif',
      ),
      {
        animated: false,
      },
    );

    expectColour(await firstPixelOf(data, 0), [255, 0, 0, 255], 20);
  });

  it('shows the first frame of an animation that is cut off later', async () => {
    for (const format of ['apng', 'gif', 'webp'] as const) {
      const image = await animation([picture(), picture(), ...frames()], format);

      const { data } = await thumbnailOf(image.subarray(0, image.length - 40));

      await expectQuartered(data);
    }
  });

  it('makes an ordinary thumbnail of an image that does not move', async () => {
    for (const [format, expected] of [
      ['webp', 'webp'],
      ['source', 'png'],
    ] as const) {
      const thumbnail = await thumbnailOf(await picture(), { format });

      expect(thumbnail.format).to.equal(expected);
      await expectQuartered(thumbnail.data);
    }
  });
});
