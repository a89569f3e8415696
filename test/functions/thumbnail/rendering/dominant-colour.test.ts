import { expect } from 'chai';
import { dominantColour } from '../../../../functions/thumbnail/rendering/dominant-colour.ts';

const sand = [200, 180, 120, 255];
const sea = [20, 80, 160, 255];

describe('dominantColour', () => {
  it('is the mean of the colours that cover the most, not of all', () => {
    const pixels = [sand, [202, 182, 122, 255], sand, [202, 182, 122, 255], sea, sea];

    expect(dominantColour(Uint8Array.from(pixels.flat()))).to.equal('#c9b579');
  });

  it('is a colour that varies around any value', () => {
    const grey = [120, 136].flatMap((red) =>
      [120, 136].flatMap((green) => [120, 136].map((blue) => [red, green, blue, 255])),
    );
    const red = Array.from({ length: 4 }, () => [255, 0, 0, 255]);

    expect(dominantColour(Uint8Array.from([...grey, ...red].flat()))).to.equal('#808080');
  });

  it('is a colour at the edge of the range, alone', () => {
    const [blue, green, black] = [
      [0, 0, 255, 255],
      [0, 16, 0, 255],
      [0, 0, 0, 255],
    ];

    expect(dominantColour(Uint8Array.from([blue, blue, blue, green, black].flat()))).to.equal('#0000ff');
  });

  it('counts transparent pixels less', () => {
    const faint = [20, 80, 160, 40];

    expect(dominantColour(Uint8Array.from([sand, faint, faint, faint].flat()))).to.equal('#c8b478');
  });

  it('is white for a fully transparent picture', () => {
    expect(dominantColour(Uint8Array.from([20, 80, 160, 0]))).to.equal('#ffffff');
  });
});
