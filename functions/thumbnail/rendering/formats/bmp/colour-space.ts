import { Rejection } from '../../../errors.ts';
import { type ColourSpace, type Primaries, srgbPrimaries } from '../../colour/colour-space.ts';
import { declaredColourSpace } from '../../colour/declared-colour-space.ts';

/** The shortest header that declares a colour space, and the type of a calibrated one. */
const [headerSizeAt, minHeaderBytes, calibrated] = [14, 108, 0];
const [typeAt, primariesAt, gammaAt] = [70, 74, 110];
const colourBytes = 12;
const maxDifference = 0.01;
const [, , , white] = srgbPrimaries;

/**
 * Returns the colour space that a BMP declares by its primaries and the exponent of its samples, as Firefox reads them; undefined when it
 * is sRGB. There is no white point.
 * https://learn.microsoft.com/en-us/windows/win32/api/wingdi/ns-wingdi-bitmapv4header
 *
 * @throws {RangeError} when the header is truncated
 * @throws {Rejection} when red, green and blue have different exponents
 */
export function bmpColourSpace(image: Buffer): ColourSpace | undefined {
  if (image.readUInt32LE(headerSizeAt) < minHeaderBytes || image.readUInt32LE(typeAt) !== calibrated) return undefined;
  const [red, green, blue] = chromaticities(image);
  if (!red || !green || !blue) return undefined;
  const [exponent = 0, ...others] = [0, 4, 8].map((at) => image.readUInt32LE(gammaAt + at) / 0x1_0000);
  if (others.some((other) => Math.abs(other - exponent) > maxDifference)) {
    const reason = `The bmp image has different exponents for its colours: ${[exponent, ...others].join(', ')}.`;
    throw new Rejection('unsupported-format', reason);
  }
  // Some programs write the inverse, and others nothing.
  return declaredColourSpace([red, green, blue, white], exponent >= 1 ? 1 / exponent : undefined);
}

/** Returns the chromaticity of each primary, or nothing for one without XYZ. */
function chromaticities(image: Buffer): (Primaries[number] | undefined)[] {
  const colours = [0, 1, 2].map((colour) =>
    [0, 4, 8].map((at) => image.readUInt32LE(primariesAt + colour * colourBytes + at) / 2 ** 30),
  );
  // Some programs leave out Z.
  const hasZ = colours.some(([, , z = 0]) => z > 0);
  return colours.map(([x = 0, y = 0, z = 0]) => {
    const sum = hasZ ? x + y + z : 1;
    return x > 0 && y > 0 ? [x / sum, y / sum] : undefined;
  });
}
