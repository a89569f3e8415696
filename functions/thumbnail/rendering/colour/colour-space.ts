import { type Curve, narrowCurve, powerCurve, srgbCurve, transferCurves } from './transfer-curves.ts';

/** The chromaticities, as x and y, of red, green, blue and white. */
export type Primaries = readonly [red: Point, green: Point, blue: Point, white: Point];
type Point = readonly [x: number, y: number];

/** A colour space that an image declares without an embedded profile. The decoder converts embedded profiles. */
export interface ColourSpace {
  primaries: Primaries;
  curve: Curve;
}

const d65: Point = [0.3127, 0.329];
const illuminantC: Point = [0.31, 0.316];

export const srgbPrimaries: Primaries = [[0.64, 0.33], [0.3, 0.6], [0.15, 0.06], d65];
export const srgb: ColourSpace = { primaries: srgbPrimaries, curve: srgbCurve };
export const linearLight: ColourSpace = { primaries: srgbPrimaries, curve: powerCurve(1) };
const smpte170m: Primaries = [[0.63, 0.34], [0.31, 0.595], [0.155, 0.07], d65];

/** The primaries of each code. https://www.itu.int/rec/T-REC-H.273 (ColourPrimaries) */
const primariesByCode: Partial<Record<number, Primaries>> = {
  1: srgbPrimaries,
  4: [[0.67, 0.33], [0.21, 0.71], [0.14, 0.08], illuminantC],
  5: [[0.64, 0.33], [0.29, 0.6], [0.15, 0.06], d65],
  6: smpte170m,
  7: smpte170m,
  8: [[0.681, 0.319], [0.243, 0.692], [0.145, 0.049], illuminantC],
  9: [[0.708, 0.292], [0.17, 0.797], [0.131, 0.046], d65],
  11: [
    [0.68, 0.32],
    [0.265, 0.69],
    [0.15, 0.06],
    [0.314, 0.351],
  ],
  12: [[0.68, 0.32], [0.265, 0.69], [0.15, 0.06], d65],
  22: [[0.63, 0.34], [0.295, 0.605], [0.155, 0.077], d65],
};

/**
 * Returns the colour space of a pair of H.273 codes, as in an AVIF and a PNG; undefined when it is shown as sRGB.
 *
 * @param isNarrow whether the samples have a narrow range: black is 16 of 255, and white 235
 */
export function codedColourSpace(
  primariesCode: number,
  transferCode: number,
  isNarrow = false,
): ColourSpace | undefined {
  const primaries = primariesByCode[primariesCode] ?? srgbPrimaries;
  const full = transferCurves[transferCode] ?? srgbCurve;
  const curve = isNarrow ? narrowCurve(full) : full;
  return primaries === srgbPrimaries && curve === srgbCurve ? undefined : { primaries, curve };
}

/** Whether the primaries span a triangle around the white point, as all real ones do. */
export function areReal(primaries: Primaries): boolean {
  const isInside = primaries.every(([x, y]) => x >= 0 && y > 0 && x + y <= 1);
  const [red, green, blue] = primaries;
  const area = (green[0] - red[0]) * (blue[1] - red[1]) - (blue[0] - red[0]) * (green[1] - red[1]);
  return isInside && Math.abs(area) > 0.01;
}
