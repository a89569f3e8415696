import { readdirSync } from 'node:fs';
import path from 'node:path';
import { expect } from 'chai';
import sharp from 'sharp';
import { Variant } from '../../../../functions/thumbnail/contract/variant.ts';
import { render } from '../../../../functions/thumbnail/rendering/render.ts';
import { root } from '../../../../scripts/cli/project-root.ts';
import { blockDifference } from '../../../support/block-difference.ts';
import { imageFixture } from '../../../support/image-fixture.ts';
import { quartered } from '../../../support/pictures.ts';
import { limits, source } from '../../../support/render-one.ts';

/** Lossy compression and edges that fall between pixels stay below it. */
const maxDifference = 17;

const variant = Variant.parse({ name: 'golden', width: 64, height: 64, fit: 'inside', format: 'png' });

/** Each shows the four quarters, stored in its own way by another program: see the README beside them. */
const files = readdirSync(path.join(root, 'test', 'fixtures', 'formats')).filter(
  (file) => !/^(?:grey|black|cmyk)-|md$/.test(file),
);

const isClear = /transparent|alpha-not/;

describe('render, compared with a picture that is drawn by a formula', () => {
  for (const key of files) {
    it(`shows ${key} as it was drawn`, async () => {
      const { thumbnails } = await render(await imageFixture(key), [variant], limits, { ...source, key });

      const expected = isClear.test(key) ? await clear() : await drawn();
      expect(await blockDifference(thumbnails[0]?.data ?? Buffer.of(), expected)).to.be.at.most(maxDifference);
    });
  }

  const faults: Record<string, Promise<Buffer>> = {
    'turned upside down': drawn((x, y) => [1 - x, 1 - y]),
    'its left and right exchanged': drawn((x, y) => [1 - x, y]),
    'turned by a quarter': drawn((x, y) => [y, 1 - x]),
    'cropped elsewhere, by a sixteenth of its width': drawn((x, y) => [x + 1 / 16, y]),
    'with a black corner': covered(8, 6, 'southeast'),
    'with black where it is transparent': covered(32, 24, 'northwest'),
    // The numbers of the other colour space, without its profile.
    'whose profile is dropped': quartered(64, 48).withIccProfile('p3').raw().toBuffer().then(asPng),
  };
  for (const [fault, picture] of Object.entries(faults)) {
    it(`would notice a picture ${fault}`, async () => {
      expect(await blockDifference(await picture, await drawn())).to.be.greaterThan(maxDifference);
    });
  }
});

function drawn(from?: Parameters<typeof quartered>[2]): Promise<Buffer> {
  return quartered(64, 48, from).png().toBuffer();
}

/** The picture with a part of it black. */
async function covered(width: number, height: number, gravity: string): Promise<Buffer> {
  const input = { create: { width, height, channels: 3 as const, background: 'black' } };
  return sharp(await drawn())
    .composite([{ input, gravity }])
    .png()
    .toBuffer();
}

/** The picture with its first quarter transparent. */
async function clear(): Promise<Buffer> {
  const input = { create: { width: 32, height: 24, channels: 4 as const, background: 'black' } };
  return sharp(await drawn())
    .ensureAlpha()
    .composite([{ input, gravity: 'northwest', blend: 'dest-out' }])
    .png()
    .toBuffer();
}

function asPng(pixels: Buffer): Promise<Buffer> {
  return sharp(pixels, { raw: { width: 64, height: 48, channels: 3 } })
    .png()
    .toBuffer();
}
