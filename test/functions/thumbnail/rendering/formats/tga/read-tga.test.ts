import { expect } from 'chai';
import { readTga, tgaHeader } from '../../../../../../functions/thumbnail/rendering/formats/tga/read-tga.ts';

/** The beginning of a header up to the size, for colours without a palette. */
const trueColour = [0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0];

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

  it('takes the fourth byte for alpha, also where the header counts no bits of it', () => {
    for (const alphaBits of [0, 8]) {
      const image = Buffer.from([
        ...trueColour,
        2,
        0,
        1,
        0,
        32,
        32 + alphaBits,
        ...[10, 20, 30, 0],
        ...[10, 20, 30, 128],
      ]);

      expect([...readTga(image, tgaHeader(image))]).to.deep.equal([30, 20, 10, 0, 30, 20, 10, 128]);
    }
  });

  it('ignores the fourth byte where the extension says that it is no alpha', () => {
    const [none, useful] = [0, 3];
    const channelsOf = (attributesType: number) => {
      const pixel = Buffer.from([...trueColour, 1, 0, 1, 0, 32, 32, ...[10, 20, 30, 128]]);
      const extension = Buffer.alloc(495, attributesType);
      const footer = Buffer.alloc(26);
      footer.writeUInt32LE(pixel.length);
      footer.write('TRUEVISION-XFILE.', 8);
      return tgaHeader(Buffer.concat([pixel, extension, footer])).channels;
    };

    expect([none, useful].map(channelsOf)).to.deep.equal([3, 4]);
  });

  it('ignores alpha that is 0 everywhere', () => {
    const image = Buffer.from([...trueColour, 1, 0, 1, 0, 32, 32, ...[10, 20, 30, 0]]);

    expect([...readTga(image, tgaHeader(image))]).to.deep.equal([30, 20, 10, 255]);
  });
});
