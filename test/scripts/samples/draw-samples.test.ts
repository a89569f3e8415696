import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect } from 'chai';
import sharp, { type Metadata } from 'sharp';
import { formats } from '../../../functions/thumbnail/rendering/formats/index.ts';
import { drawSamples } from '../../../scripts/samples/draw-samples.ts';

const committed = path.resolve(import.meta.dirname, '..', '..', '..', 'samples');

const expected: Record<string, Partial<Metadata>> = {
  'animated.gif': { format: 'gif', width: 240, height: 160, pages: 6 },
  'landscape.avif': { format: 'heif', compression: 'av1', width: 960, height: 640 },
  'landscape.svg': { format: 'svg', width: 960, height: 640 },
  'landscape.webp': { format: 'webp', width: 960, height: 640 },
  'orientation-1.jpg': { format: 'jpeg', width: 960, height: 640, orientation: 1 },
  'orientation-3.jpg': { format: 'jpeg', width: 960, height: 640, orientation: 3 },
  'orientation-6.jpg': { format: 'jpeg', width: 960, height: 640, orientation: 6 },
  'orientation-8.jpg': { format: 'jpeg', width: 960, height: 640, orientation: 8 },
  'progressive.jpg': { format: 'jpeg', width: 960, height: 640, isProgressive: true },
  'transparent.png': { format: 'png', width: 480, height: 640, hasAlpha: true },
};

describe('drawSamples', () => {
  let directory: string;
  let drawn: Map<string, Buffer>;

  before(async () => {
    // Other tests may have blocked it in the same sharp.
    sharp.unblock({ operation: [formats.svg.loader] });
    directory = await mkdtemp(path.join(tmpdir(), 'samples-test-'));
    await drawSamples(path.join(directory, 'first'));
    drawn = await filesIn(path.join(directory, 'first'));
  });

  after(async () => {
    sharp.block({ operation: [formats.svg.loader] });
    await rm(directory, { recursive: true });
  });

  it('draws the pictures that are committed, by their names', async () => {
    expect([...drawn.keys()]).to.have.members(Object.keys(expected));
    expect(await readdir(committed)).to.have.members(Object.keys(expected));
  });

  it('draws the same bytes each time', async () => {
    await drawSamples(path.join(directory, 'second'));

    expect(await filesIn(path.join(directory, 'second'))).to.deep.equal(drawn);
  });

  for (const [name, facts] of Object.entries(expected)) {
    it(`draws ${name} as its name says, and the committed one is such as well`, async () => {
      for (const image of [drawn.get(name), await readFile(path.join(committed, name))]) {
        expect(await sharp(image).metadata()).to.include(facts);
      }
    });
  }

  it('has the sun above the meadow once a photo is turned as it says', async () => {
    for (const orientation of [1, 3, 6, 8]) {
      const upright = sharp(drawn.get(`orientation-${orientation}.jpg`)).autoOrient();
      const { data, info } = await upright
        .resize(8, 8, { fit: 'fill' })
        .greyscale()
        .raw()
        .toBuffer({ resolveWithObject: true });
      const [sun = 0, meadow = 0] = [data[1 * info.width + 5], data[7 * info.width + 5]];

      expect(sun, `orientation ${orientation}`).to.be.above(meadow + 30);
    }
  });

  it('keeps every picture below 60 kB, and all of them below 250 kB', async () => {
    const sizes = [...drawn.values()].map(({ byteLength }) => byteLength);

    expect(Math.max(...sizes)).to.be.below(60_000);
    expect(sizes.reduce((sum, size) => sum + size)).to.be.below(250_000);
  });
});

async function filesIn(directory: string): Promise<Map<string, Buffer>> {
  const names = (await readdir(directory)).sort();
  return new Map(
    await Promise.all(names.map(async (name) => [name, await readFile(path.join(directory, name))] as const)),
  );
}
