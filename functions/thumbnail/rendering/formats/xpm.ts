import { magickFormat, soleCoder } from './magick-format.ts';

/** Width, height, colours, and characters of a colour, at the beginning of the first string. */
const values = /"\s*(\d{1,9})\s+(\d{1,9})\s+\d+\s+\d+/;
const maxHeaderBytes = 1000;

/** Colours, as a source text of C. https://www.xfree86.org/current/xpm.pdf */
export const xpm = magickFormat({
  matches: (beginning) => beginning.startsWith('/* XPM */'),
  inspect(image) {
    // The decoder does not find colours between tabs.
    for (let at = image.indexOf('\t'); at >= 0; at = image.indexOf('\t', at)) image.write(' ', at);
    return { image, strictness: 'warning' };
  },
  loader: soleCoder('XPM', (image) => {
    const [, width, height] = values.exec(image.toString('latin1', 0, maxHeaderBytes)) ?? [];
    if (!width || !height) throw new RangeError('There is no width and height.');
    if (!image.includes('}')) throw new RangeError('It is cut off.');
    return { width: Number(width), height: Number(height) };
  }),
});
