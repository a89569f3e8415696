import { magickFormat, soleCoder } from './magick-format.ts';

/** Image types with and without a palette, in colour and grey, compressed and not; bits of a pixel. */
const [types, depths] = [new Set([1, 2, 3, 9, 10, 11]), new Set([8, 15, 16, 24, 32])];

/**
 * ImageMagick shows grey with transparency, and 16 bits, in wrong colours, so TGAs are decoded beside it: see `tga/rewriting-of-tga.ts`.
 * It reads the pixels.
 */
export const tga = magickFormat({
  // It has no signature, so its name has to say it, and its header has to be possible.
  matches: (beginning, ending) =>
    ending === 'tga' &&
    beginning.charCodeAt(1) <= 1 &&
    types.has(beginning.charCodeAt(2)) &&
    depths.has(beginning.charCodeAt(16)),
  loader: soleCoder('TIFF', (image) => ({ width: image.readUInt16LE(12), height: image.readUInt16LE(14) })),
});
