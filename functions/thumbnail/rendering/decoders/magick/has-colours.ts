import { iccXyz } from '../../colour/icc-xyz.ts';

/** The determinant of every real colour space is far higher: that of sRGB is 0.15. */
const minDeterminant = 0.001;

/**
 * Whether an RGB profile leads to colours. In some JPEG 2000, the primaries of the profile are zero. A profile without primaries has
 * tables instead, and is not checked. https://www.color.org/specification/ICC.1-2022-05.pdf
 */
export function hasColours(profile: Uint8Array): boolean {
  const data = Buffer.from(profile.buffer, profile.byteOffset, profile.byteLength);
  const primaries = ['rXYZ', 'gXYZ', 'bXYZ'].map((name) => xyzOf(data, name));
  const [red, green, blue] = primaries;
  if (!red || !green || !blue) return true;
  const [[a, b, c], [d, e, f], [g, h, i]] = [red, green, blue];
  return Math.abs(a * (e * i - f * h) - b * (d * i - f * g) + c * (d * h - e * g)) > minDeterminant;
}

/** Returns undefined when there is no such tag, or it is cut off. */
function xyzOf(icc: Buffer, tag: string): ReturnType<typeof iccXyz> {
  try {
    return iccXyz(icc, tag);
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}
