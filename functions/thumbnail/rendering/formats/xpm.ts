import { magickFormat } from './magick-format.ts';
import { xpmHeader } from './xpm/xpm-header.ts';

const coders = ['XPM', 'TIFF'];
/** Matches a colour's definition up to the word grey, as in `c dark slate grey`. */
const beforeGrey = /\s(?:c|g|g4|m) +(?:[a-z]+ ){0,3}[a-z]*?(?=grey)/gi;

/**
 * Colours, as a source text of C. ImageMagick reads up to 256 of them, so this project decodes pictures of more: see
 * `xpm/rewriting-of-xpm.ts`. https://www.xfree86.org/current/xpm.pdf
 */
export const xpm = magickFormat({
  matches: (beginning) => beginning.startsWith('/* XPM */'),
  inspect(image) {
    // The decoder does not find colours between tabs.
    for (let at = image.indexOf('\t'); at >= 0; at = image.indexOf('\t', at)) image.write(' ', at);
    // The decoder does not know this spelling of X11's names.
    for (const { index, 0: before } of image.toString('latin1').matchAll(beforeGrey))
      image.write('gray', index + before.length);
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
