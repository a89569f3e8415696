import { magickFormat } from './magick-format.ts';

/** The sizes of the headers of all versions. The signature alone begins many a text. */
const headerSizes = new Set([12, 16, 40, 52, 56, 64, 108, 124]);

/** `bmp/inspect-bmp.ts` prepares one, in the program that ImageMagick runs in. */
export const bmp = magickFormat({
  matches: (beginning) => beginning.startsWith('BM') && headerSizes.has(beginning.charCodeAt(14)),
  loader: {
    coder: 'BMP',
    allowed: { modules: ['BMP'], coders: ['BMP', 'BMP2', 'BMP3'] },
    readHeader(image) {
      if (image.readUInt32LE(14) === 12) return { width: image.readUInt16LE(18), height: image.readUInt16LE(20) };
      // The height is negative where rows go from top to bottom.
      return { width: Math.abs(image.readInt32LE(18)), height: Math.abs(image.readInt32LE(22)) };
    },
  },
});
