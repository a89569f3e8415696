import { expect } from 'chai';
import sharp from 'sharp';
import { randomImage } from '../../../functions/probe/random-image.ts';

describe('randomImage', () => {
  it('is a PNG that decodes without a warning', async () => {
    const image = sharp(randomImage(), { failOn: 'warning' });
    expect(await image.metadata()).to.include({ format: 'png', width: 8, height: 8, channels: 3 });
    expect((await image.raw().toBuffer()).length).to.equal(8 * 8 * 3);
  });

  it('differs from one call to the next', () => {
    expect(randomImage()).not.to.deep.equal(randomImage());
  });
});
