import { Rejection } from '../../errors.ts';
import type { Primaries } from '../colour/colour-space.ts';
import { declaredColourSpace } from '../colour/declared-colour-space.ts';
import { magickFormat, soleCoder } from './magick-format.ts';

const signature = /^#\?(?:RADIANCE|RGBE)\n/;
/** The rows may be bottom-up, and the columns right to left. */
const resolution = /\n([-+])Y (\d{1,9}) ([-+])X (\d{1,9})\n/;
const maxHeaderBytes = 10_000;
const xyz = /^FORMAT=.*xyze/m;
const primariesLine = /^PRIMARIES=([\d. \t]{1,200})$/m;

/** Radiance: light that is brighter than white. https://radsite.lbl.gov/radiance/refer/filefmts.pdf */
export const hdr = magickFormat({
  matches: (beginning) => signature.test(beginning),
  inspect(image) {
    const [matched = '', vertical, , horizontal] = resolutionOf(image);
    // The decoder reads every picture as stored from the top left, and refuses the other sign.
    if (horizontal === '-') image.write(matched.replace('-X', '+X'), image.indexOf(matched, 0, 'latin1'), 'latin1');
    const header = image.toString('latin1', 0, maxHeaderBytes).split('\n\n', 1)[0] ?? '';
    if (xyz.test(header)) {
      throw new Rejection('unsupported-format', 'The hdr image stores XYZ, which the decoder would take for RGB.');
    }
    const turn = { degrees: 0, isFlipped: vertical === '+', isFlopped: horizontal === '-' };
    return { image, strictness: 'warning', turn, colour: declaredColourSpace(primariesIn(header)) };
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

/** Returns the primaries that a header declares: red, green, blue and white. */
function primariesIn(header: string): Primaries | undefined {
  const numbers = primariesLine.exec(header)?.[1]?.trim().split(/\s+/).map(Number) ?? [];
  if (numbers.length !== 8 || numbers.some(Number.isNaN)) return undefined;
  const point = (at: number) => [numbers[at] ?? 0, numbers[at + 1] ?? 0] as const;
  return [point(0), point(2), point(4), point(6)];
}
