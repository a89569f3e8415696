import { magickFormat, soleCoder } from './magick-format.ts';

const signature = /^#\?(?:RADIANCE|RGBE)\n/;
/** The rows may be bottom-up, and the columns right to left. */
const resolution = /\n[-+]Y (\d{1,9}) [-+]X (\d{1,9})\n/;
const maxHeaderBytes = 10_000;

/** Radiance: light that is brighter than white. https://radsite.lbl.gov/radiance/refer/filefmts.pdf */
export const hdr = magickFormat({
  matches: (beginning) => signature.test(beginning),
  loader: soleCoder('HDR', (image) => {
    const [, height, width] = resolution.exec(image.toString('latin1', 0, maxHeaderBytes)) ?? [];
    if (!width || !height) throw new RangeError('There is no size.');
    return { width: Number(width), height: Number(height) };
  }),
});
