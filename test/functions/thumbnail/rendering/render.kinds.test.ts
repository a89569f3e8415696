import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect } from 'chai';
import sharp from 'sharp';
import { render } from '../../../../functions/thumbnail/rendering/render.ts';
import { limits, source, variant } from '../../../support/render-one.ts';

const directory = path.resolve(import.meta.dirname, '../../../fixtures/images');
const files = readdirSync(directory).filter((file) => file !== 'README.md');

/** The colours of the picture that each file shows, right and below, where none of them is transparent in any file. */
const points = [
  { x: 0.75, y: 0.25, colour: [46, 147, 64], grey: 86 },
  { x: 0.75, y: 0.75, colour: [216, 203, 92], grey: 170 },
];
/** Without a profile, CMYK is what the decoder's own profile makes of it. */
const toleranceOf = (file: string) => (file.startsWith('cmyk') ? 40 : 12);

describe('render, of each kind of file', () => {
  for (const file of files) {
    it(`shows the colours of ${file}`, async () => {
      const { thumbnails } = await render(
        readFileSync(path.join(directory, file)),
        [{ ...variant, width: 100, height: 100 }],
        limits,
        source,
      );

      const { data, info } = await sharp(thumbnails[0]?.data)
        .ensureAlpha()
        .toColourspace('srgb')
        .raw()
        .toBuffer({ resolveWithObject: true });
      for (const { x, y, colour, grey } of points) {
        const start = (Math.floor(y * info.height) * info.width + Math.floor(x * info.width)) * info.channels;
        const shown = [...data.subarray(start, start + 4)];
        const expected = [...(file.startsWith('grey') ? [grey, grey, grey] : colour), 255];
        const off = Math.max(...shown.map((value, channel) => Math.abs(value - (expected[channel] ?? 0))));
        expect(off, `rgba(${shown.join(', ')}) from rgba(${expected.join(', ')})`).to.be.at.most(toleranceOf(file));
      }
    });
  }
});
