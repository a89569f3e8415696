import {
  areReal,
  type ColourSpace,
  codedColourSpace,
  type Primaries,
  srgbPrimaries,
} from '../../colour/colour-space.ts';
import { powerCurve, srgbCurve } from '../../colour/transfer-curves.ts';

/** The content of a PNG's chunks about colour, by their types. */
export type ColourChunks = Readonly<Partial<Record<'cICP' | 'iCCP' | 'sRGB' | 'gAMA' | 'cHRM', Buffer>>>;

/** The gamma of sRGB, and the max difference from it of values that mean sRGB too. */
const srgbGamma = 0.45455;
const srgbTolerance = 0.005;
const maxIntent = 3;

/**
 * Returns the colour space of a PNG, by the order of precedence in the standard; undefined when it is sRGB, or an embedded profile
 * takes precedence. https://www.w3.org/TR/png-3/#color-chunk-precendence
 */
export function pngColourSpace({ cICP, iCCP, sRGB, gAMA, cHRM }: ColourChunks): ColourSpace | undefined {
  if (cICP) return codedColourSpace(cICP.readUInt8(0), cICP.readUInt8(1), cICP.readUInt8(3) === 0);
  if (iCCP || sRGB) return undefined;
  const gamma = gAMA && gAMA.length >= 4 ? gAMA.readUInt32BE(0) / 100_000 : srgbGamma;
  const isSrgbCurve = Math.abs(gamma - srgbGamma) <= srgbTolerance || gamma < 0.1 || gamma > 10;
  const curve = isSrgbCurve ? srgbCurve : powerCurve(1 / gamma);
  // Like browsers, which ignore primaries without a gamma.
  const primaries = gAMA && cHRM && cHRM.length >= 32 ? primariesOf(cHRM) : srgbPrimaries;
  return curve === srgbCurve && primaries === srgbPrimaries ? undefined : { primaries, curve };
}

/**
 * Whether browsers use a colour chunk with this content: the matrix of a `cICP` is that of RGB, and the intent of an `sRGB` exists.
 * https://www.w3.org/TR/png-3/#11addnlcolinfo
 */
export function isValidColour(type: keyof ColourChunks, content: Buffer): boolean {
  if (type === 'cICP') return content.length === 4 && content.readUInt8(2) === 0;
  return type !== 'sRGB' || (content.length === 1 && content.readUInt8(0) <= maxIntent);
}

/** Returns the primaries of a `cHRM` chunk, or those of sRGB when they are nearly equal to these, or impossible. */
function primariesOf(chunk: Buffer): Primaries {
  const point = (at: number) => [chunk.readUInt32BE(at) / 100_000, chunk.readUInt32BE(at + 4) / 100_000] as const;
  const primaries: Primaries = [point(8), point(16), point(24), point(0)];
  const numbers = srgbPrimaries.flat();
  const isSrgb = primaries.flat().every((value, at) => Math.abs(value - (numbers[at] ?? 0)) < 0.002);
  return isSrgb || !areReal(primaries) ? srgbPrimaries : primaries;
}
