import { magickFormat } from './magick-format.ts';

const header = /^(P[Ff]\s+(\d{1,9})\s+(\d{1,9})\s+)([-+.\deE]+)\s/;
const maxHeaderBytes = 100;

/** Floating point, in colour and in grey. https://www.pauldebevec.com/Research/HDR/PFM/ */
export const pfm = magickFormat({
  matches: (beginning) => header.test(beginning),
  inspect(image) {
    const [, before = '', , , scale = ''] = header.exec(image.toString('latin1', 0, maxHeaderBytes)) ?? [];
    // The scale is a physical unit, and only its sign tells how the samples are stored. The decoder would make them brighter.
    const sign = scale.startsWith('-') ? '-' : '';
    if (scale) image.write(sign + '1'.padStart(scale.length - sign.length, '0'), before.length, 'latin1');
    return { image, strictness: 'warning' };
  },
  loader: {
    coder: 'PFM',
    allowed: { modules: ['PNM'], coders: ['PFM'] },
    readHeader(image) {
      const [matched = '', , width, height] = header.exec(image.toString('latin1', 0, maxHeaderBytes)) ?? [];
      const size = { width: Number(width), height: Number(height) };
      const pixelBytes = matched.startsWith('PF') ? 12 : 4;
      if (image.length < matched.length + size.width * size.height * pixelBytes) throw new RangeError('It is cut off.');
      return size;
    },
  },
});
