import { expect } from 'chai';
import { dominantColour } from '../../../../functions/thumbnail/rendering/dominant-colour.ts';

const sand = [200, 180, 120, 255];
const sea = [20, 80, 160, 255];

describe('dominantColour', () => {
  it('is the mean of the colours that cover the most, not of all', () => {
    const pixels = [sand, [202, 182, 122, 255], sand, [202, 182, 122, 255], sea, sea];

    expect(dominantColour(Uint8Array.from(pixels.flat()))).to.equal('#c9b579');
  });

  it('counts transparent pixels less', () => {
    const faint = [20, 80, 160, 40];

    expect(dominantColour(Uint8Array.from([sand, faint, faint, faint].flat()))).to.equal('#c8b478');
  });

  it('is white for a fully transparent picture', () => {
    expect(dominantColour(Uint8Array.from([20, 80, 160, 0]))).to.equal('#ffffff');
  });
});
