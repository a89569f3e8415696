import { areReal, type ColourSpace, type Primaries, srgbPrimaries } from './colour-space.ts';
import { powerCurve, srgbCurve } from './transfer-curves.ts';

/** The gamma of sRGB, and the max difference from it of values that mean sRGB too. */
const srgbGamma = 0.45455;
const gammaTolerance = 0.005;
const primariesTolerance = 0.002;

/**
 * Returns the colour space of an image that declares numbers instead of a profile; undefined when it is sRGB. A number that is nearly
 * that of sRGB, or impossible, counts as that of sRGB.
 *
 * @param gamma the exponent that light was encoded with, such as 1 / 2.2
 */
export function declaredColourSpace(primaries = srgbPrimaries, gamma = srgbGamma): ColourSpace | undefined {
  const isSrgbCurve = Math.abs(gamma - srgbGamma) <= gammaTolerance || !(gamma >= 0.1 && gamma <= 10);
  const curve = isSrgbCurve ? srgbCurve : powerCurve(1 / gamma);
  const areOfSrgb = isNearSrgb(primaries) || !areReal(primaries);
  if (curve === srgbCurve && areOfSrgb) return undefined;
  return { primaries: areOfSrgb ? srgbPrimaries : primaries, curve };
}

function isNearSrgb(primaries: Primaries): boolean {
  const numbers = srgbPrimaries.flat();
  return primaries.flat().every((value, at) => Math.abs(value - (numbers[at] ?? 0)) < primariesTolerance);
}
