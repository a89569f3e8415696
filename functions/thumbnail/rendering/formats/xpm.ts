import { magickFormat } from './magick-format.ts';
import { xpmHeader } from './xpm/xpm-header.ts';

const coders = ['XPM', 'TIFF'];

/**
 * Colours, as a source text of C. ImageMagick reads up to 256 of them, so this project decodes pictures of more: see
 * `xpm/rewriting-of-xpm.ts`. https://www.xfree86.org/current/xpm.pdf
 */
export const xpm = magickFormat({
  matches: (beginning) => beginning.startsWith('/* XPM */'),
  inspect(image) {
    // The decoder does not find colours between tabs.
    for (let at = image.indexOf('\t'); at >= 0; at = image.indexOf('\t', at)) image.write(' ', at);
    return { image, strictness: 'warning' };
  },
  loader: {
    coder: (image) => (image.toString('latin1', 0, 2) === 'II' ? 'TIFF' : 'XPM'),
    allowed: { modules: coders, coders },
    readHeader(image) {
      const { width, height } = xpmHeader(image);
      if (!image.includes('}')) throw new RangeError('It is cut off.');
      return { width, height };
    },
  },
});
