import { iccXyz } from './icc-xyz.ts';

type Point = readonly [x: number, y: number];

/** A profile of a screen or a camera takes some hundred bytes. A larger one is for a printer, and can be as large as a thumbnail. */
const maxBytes = 16_384;

/** The red, green and blue of sRGB in a profile, whose white is D50. http://www.brucelindbloom.com/index.html?Eqn_RGB_XYZ_Matrix.html */
const srgb: readonly Point[] = [
  [0.6484, 0.3309],
  [0.3212, 0.5979],
  [0.1559, 0.066],
];

/** The min area of a wide gamut relative to sRGB. Display P3 is larger by a quarter. */
const minRatio = 1.1;

/** Whether an ICC profile has many colours that sRGB lacks. https://www.color.org/specification/ICC.1-2022-05.pdf */
export function isWideProfile(icc: Buffer | undefined): boolean {
  if (!icc || icc.length > maxBytes || icc.toString('latin1', 16, 20) !== 'RGB ') return false;
  // Encoders reject a profile with another length than it declares.
  if (icc.readUInt32BE(0) !== icc.length) return false;
  try {
    const corners = ['rXYZ', 'gXYZ', 'bXYZ'].map((tag) => chromaticity(icc, tag));
    return area(corners) > minRatio * area(srgb);
  } catch (error) {
    // The profile is cut off, or describes its colours in another way.
    if (error instanceof RangeError) return false;
    throw error;
  }
}

/** @throws {RangeError} when the tag is missing or the data is truncated */
function chromaticity(icc: Buffer, tag: string): Point {
  const xyz = iccXyz(icc, tag);
  if (!xyz) throw new RangeError(`There is no ${tag}.`);
  const [x, y, z] = xyz;
  return [x / (x + y + z), y / (x + y + z)];
}

function area([red = [0, 0], green = [0, 0], blue = [0, 0]]: readonly Point[]): number {
  return Math.abs((green[0] - red[0]) * (blue[1] - red[1]) - (blue[0] - red[0]) * (green[1] - red[1])) / 2;
}
