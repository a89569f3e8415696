import { magickFormat, soleCoder } from './magick-format.ts';

/** The image types (palette, colour and grey, without and with compression), and the bit depths. */
const [types, depths] = [new Set([1, 2, 3, 9, 10, 11]), new Set([8, 15, 16, 24, 32])];

/**
 * ImageMagick shows grey with alpha, and pixels of 16 bits, in wrong colours, so this project decodes them: see
 * `tga/rewriting-of-tga.ts`. ImageMagick reads the decoded pixels.
 */
export const tga = magickFormat({
  // A TGA has no signature, so its name must end in `.tga`, and its header must be valid.
  matches: (beginning, ending) =>
    ending === 'tga' &&
    beginning.charCodeAt(1) <= 1 &&
    types.has(beginning.charCodeAt(2)) &&
    depths.has(beginning.charCodeAt(16)),
  loader: soleCoder('TIFF', (image) => ({ width: image.readUInt16LE(12), height: image.readUInt16LE(14) })),
});
