import { expect } from 'chai';
import { readTga, tgaHeader } from '../../../../../../functions/thumbnail/rendering/formats/tga/read-tga.ts';

describe('readTga', () => {
  it('shows colours before and after the palette as black', () => {
    const [firstColour, topDown] = [2, 32];
    const header = [0, 1, 1, firstColour, 0, 1, 0, 24, 0, 0, 0, 0, 3, 0, 1, 0, 8, topDown];
    const [blueGreenRed, indexes] = [
      [10, 20, 30],
      [1, 2, 3],
    ];
    const image = Buffer.from([...header, ...blueGreenRed, ...indexes]);

    expect([...readTga(image, tgaHeader(image))]).to.deep.equal([0, 0, 0, 30, 20, 10, 0, 0, 0]);
  });
});
