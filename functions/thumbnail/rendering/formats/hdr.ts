import { magickFormat, soleCoder } from './magick-format.ts';

const signature = /^#\?(?:RADIANCE|RGBE)\n/;
/** The rows may be bottom-up, and the columns right to left. */
const resolution = /\n([-+])Y (\d{1,9}) ([-+])X (\d{1,9})\n/;
const maxHeaderBytes = 10_000;

/** Radiance: light that is brighter than white. https://radsite.lbl.gov/radiance/refer/filefmts.pdf */
export const hdr = magickFormat({
  matches: (beginning) => signature.test(beginning),
  inspect(image) {
    const [matched = '', vertical, , horizontal] = resolutionOf(image);
    // The decoder reads every picture as stored from the top left, and refuses the other sign.
    if (horizontal === '-') image.write(matched.replace('-X', '+X'), image.indexOf(matched, 0, 'latin1'), 'latin1');
    const turn = { degrees: 0, isFlipped: vertical === '+', isFlopped: horizontal === '-' };
    return { image, strictness: 'warning', turn };
  },
  loader: soleCoder('HDR', (image) => {
    const [, , height, , width] = resolutionOf(image);
    if (!width || !height) throw new RangeError('There is no size.');
    return { width: Number(width), height: Number(height) };
  }),
});

/** Returns the resolution: its text, and the sign and number of each axis. It is empty if there is none. */
function resolutionOf(image: Buffer): readonly string[] {
  return resolution.exec(image.toString('latin1', 0, maxHeaderBytes)) ?? [];
}
