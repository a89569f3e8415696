import { magickFormat } from './magick-format.ts';

/** The header sizes of all versions. They are checked because many texts begin with the letters of the signature. */
const headerSizes = new Set([12, 16, 40, 52, 56, 64, 108, 124]);

/** The program that ImageMagick runs in prepares a BMP: see `bmp/inspect-bmp.ts`. */
export const bmp = magickFormat({
  matches: (beginning) =>
    beginning.startsWith('BM') && headerSizes.has(beginning.charCodeAt(14)) && beginning.slice(15, 18) === '\0\0\0',
  loader: {
    coder: 'BMP',
    allowed: { modules: ['BMP'], coders: ['BMP', 'BMP2', 'BMP3'] },
    readHeader(image) {
      if (image.readUInt32LE(14) === 12) return { width: image.readUInt16LE(18), height: image.readUInt16LE(20) };
      // The height is negative if the rows are stored top-down.
      return { width: Math.abs(image.readInt32LE(18)), height: Math.abs(image.readInt32LE(22)) };
    },
  },
});
