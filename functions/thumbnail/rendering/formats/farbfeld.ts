import { magickFormat, soleCoder } from './magick-format.ts';

const [headerBytes, pixelBytes] = [16, 8];

/** https://tools.suckless.org/farbfeld/ */
export const farbfeld = magickFormat({
  matches: (beginning) => beginning.startsWith('farbfeld'),
  loader: soleCoder('FARBFELD', (image) => {
    const [width, height] = [image.readUInt32BE(8), image.readUInt32BE(12)];
    if (image.length < headerBytes + width * height * pixelBytes) throw new RangeError('It is cut off.');
    return { width, height };
  }),
});
