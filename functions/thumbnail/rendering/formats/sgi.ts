import { hasBytes } from './has-bytes.ts';
import { magickFormat, soleCoder } from './magick-format.ts';

/**
 * ImageMagick shows grey with alpha in wrong colours, and cannot read grey of 16 bits, so this project decodes SGI: see
 * `sgi/rewriting-of-sgi.ts`. ImageMagick reads the decoded pixels. https://paulbourke.net/dataformats/sgirgb/sgiversion.html
 */
export const sgi = magickFormat({
  // The signature of two bytes, whether it is compressed, the bytes of a sample, and the number of dimensions.
  matches: (beginning) => hasBytes(beginning, [0x01, 0xda, [0, 1], [1, 2], 0, [1, 2, 3]]),
  loader: soleCoder('TIFF', (image) => ({
    width: image.readUInt16BE(6),
    height: image.readUInt16BE(4) === 1 ? 1 : image.readUInt16BE(8),
  })),
});
