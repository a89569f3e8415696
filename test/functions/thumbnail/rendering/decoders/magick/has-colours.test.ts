import { expect } from 'chai';
import sharp from 'sharp';
import { hasColours } from '../../../../../../functions/thumbnail/rendering/decoders/magick/has-colours.ts';
import { quartered } from '../../../../../support/pictures.ts';

describe('hasColours', () => {
  it('is true of a real profile, of any part of it, and of one without primaries', async () => {
    const profile = await displayP3();

    expect(hasColours(profile)).to.equal(true);
    for (let length = 0; length < profile.length; length += 7) {
      expect(hasColours(profile.subarray(0, length)), `${length} bytes`).to.equal(true);
    }
    expect(hasColours(Buffer.alloc(300))).to.equal(true);
  });

  it('is false of a profile whose primaries are zero', async () => {
    const profile = await displayP3();
    for (const name of ['rXYZ', 'gXYZ', 'bXYZ']) {
      const offset = profile.readUInt32BE(profile.indexOf(name) + 4);
      profile.fill(0, offset + 8, offset + 20);
    }

    expect(hasColours(profile)).to.equal(false);
  });
});

async function displayP3(): Promise<Buffer> {
  const image = await quartered(8, 8).withIccProfile('p3').png().toBuffer();
  const { icc } = await sharp(image).metadata();
  return Buffer.from(icc ?? []);
}
