import { deflateSync } from 'node:zlib';
import { expect } from 'chai';
import sharp from 'sharp';
import { Variant } from '../../../../../functions/thumbnail/contract/variant.ts';
import { isWideProfile } from '../../../../../functions/thumbnail/rendering/colour/is-wide-profile.ts';
import { render } from '../../../../../functions/thumbnail/rendering/render.ts';
import { expectColour } from '../../../../support/pictures.ts';
import { pngChunk, withChunks } from '../../../../support/png-chunks.ts';
import { limits, source } from '../../../../support/render-one.ts';

const red = () => sharp({ create: { width: 30, height: 20, channels: 3, background: '#ff0000' } });

async function profileNamed(name: string): Promise<Buffer> {
  const { icc } = await sharp(await red().withIccProfile(name).png().toBuffer()).metadata();
  return icc ?? expect.fail('expected a profile');
}

/** A PNG whose numbers are those of the reddest red of a profile. */
async function reddest(profile: Buffer): Promise<Buffer> {
  const content = Buffer.concat([Buffer.from('name\0\0', 'latin1'), deflateSync(profile)]);
  return withChunks(await red().png().toBuffer(), [pngChunk('iCCP', content)]);
}

async function numbersOf(image: Uint8Array): Promise<number[]> {
  const { data } = await sharp(image, { ignoreIcc: true }).removeAlpha().raw().toBuffer({ resolveWithObject: true });
  return [...data.subarray(0, 3)];
}

describe('isWideProfile', () => {
  it('is true for Display P3, and false for sRGB, CMYK, damage and none', async () => {
    const p3 = await profileNamed('p3');

    expect(isWideProfile(p3)).to.equal(true);
    expect(isWideProfile(await profileNamed('srgb'))).to.equal(false);
    expect(isWideProfile(p3.subarray(0, 200))).to.equal(false);
    expect(isWideProfile(Buffer.concat([p3.subarray(0, 16), Buffer.from('CMYK'), p3.subarray(20)]))).to.equal(false);
    expect(isWideProfile(Buffer.concat([p3, Buffer.alloc(4)]))).to.equal(false);
    expect(isWideProfile(undefined)).to.equal(false);
  });

  for (const format of ['avif', 'jpeg', 'png', 'webp'] as const) {
    it(`lets ${format} keep colours that sRGB lacks, with their profile`, async () => {
      const profile = await profileNamed('p3');
      const variant = Variant.parse({ name: 'any', width: 10, gamut: 'wide', format });

      const { thumbnails } = await render(await reddest(profile), [variant], limits, source);

      const data = thumbnails[0]?.data ?? expect.fail('expected a thumbnail');
      expect((await sharp(data).metadata()).icc?.equals(profile)).to.equal(true);
      expectColour(await numbersOf(data), [255, 0, 0], 3);
    });
  }

  it('converts for the variants beside it that are in sRGB', async () => {
    const solid = sharp({ create: { width: 30, height: 20, channels: 3, background: '#c06040' } });
    const wide = await solid.withIccProfile('p3').png().toBuffer();
    const variants = ['wide', 'srgb'].map((gamut) => Variant.parse({ name: gamut, width: 10, gamut, format: 'png' }));

    const { thumbnails } = await render(wide, variants, limits, source);

    const [kept = expect.fail(), converted = expect.fail()] = thumbnails.map(({ data }) => data);
    expect(await sharp(kept).metadata()).to.include.keys('icc');
    expect(await sharp(converted).metadata()).not.to.include.keys('icc');
    expectColour(await numbersOf(converted), [0xc0, 0x60, 0x40], 3);
    expect(await numbersOf(kept)).not.to.deep.equal(await numbersOf(converted));
  });

  it('leaves the profile of sRGB out, even where a wide one is kept', async () => {
    const image = await red().withIccProfile('srgb').jpeg().toBuffer();
    const variant = Variant.parse({ name: 'any', width: 10, gamut: 'wide' });

    const { thumbnails } = await render(image, [variant], limits, source);

    expect(await sharp(thumbnails[0]?.data).metadata()).not.to.include.any.keys('icc', 'exif');
  });
});
