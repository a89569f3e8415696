import { magickFormat, soleCoder } from './magick-format.ts';

const width = /^\s*#define\s+\S*_?width\s+(\d{1,9})/m;
const height = /^\s*#define\s+\S*_?height\s+(\d{1,9})/m;
const maxHeaderBytes = 1000;

/** Black and white, as a source text of C. https://www.x.org/releases/X11R7.7/doc/libX11/libX11/libX11.html */
export const xbm = magickFormat({
  matches: (beginning) => /^\s*(?:\/\*.*?\*\/\s*)?#define/s.test(beginning) && width.test(beginning),
  loader: soleCoder('XBM', (image) => {
    const beginning = image.toString('latin1', 0, maxHeaderBytes);
    const size = { width: Number(width.exec(beginning)?.[1]), height: Number(height.exec(beginning)?.[1]) };
    if (!(size.width > 0 && size.height > 0)) throw new RangeError('There is no width and height.');
    return size;
  }),
});
