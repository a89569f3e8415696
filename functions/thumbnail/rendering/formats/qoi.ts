import { magickFormat, soleCoder } from './magick-format.ts';

const colourSpaceAt = 13;
const end = Buffer.from([0, 0, 0, 0, 0, 0, 0, 1]);

/** https://qoiformat.org/qoi-specification.pdf */
export const qoi = magickFormat({
  matches: (beginning) => beginning.startsWith('qoif'),
  inspect(image) {
    // Programs that do not know the colour space write 1, linear light, and viewers ignore it. The decoder would not.
    image.subarray(colourSpaceAt, colourSpaceAt + 1).fill(0);
    return { image, strictness: 'warning' };
  },
  loader: soleCoder('QOI', (image) => {
    if (!image.subarray(-end.length).equals(end)) throw new RangeError('It is cut off.');
    return { width: image.readUInt32BE(4), height: image.readUInt32BE(8) };
  }),
});
