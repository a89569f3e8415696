import { expect } from 'chai';
import { gif } from '../../../../../functions/thumbnail/rendering/formats/gif.ts';
import { gifOfFrames } from '../../../../support/many-frames.ts';
import { animated } from '../../../../support/pictures.ts';

describe('gif', () => {
  it('counts the frames of an animation', async () => {
    expect(gif.inspect(await (await animated()).gif().toBuffer()).partCount).to.equal(3);
  });

  it('counts up to one frame more than the limit', () => {
    expect([10_000, 10_001, 10_002].map((frames) => gif.inspect(gifOfFrames(frames)).partCount)).to.deep.equal([
      10_000, 10_001, 10_001,
    ]);
  });
});
