import { type ColourSpace, codedColourSpace, type Primaries } from '../../colour/colour-space.ts';
import { declaredColourSpace } from '../../colour/declared-colour-space.ts';

/** The content of a PNG's chunks about colour, by their types. */
export type ColourChunks = Readonly<Partial<Record<'cICP' | 'iCCP' | 'sRGB' | 'gAMA' | 'cHRM', Buffer>>>;

const maxIntent = 3;

/**
 * Returns the colour space of a PNG, by the order of precedence in the standard; undefined when it is sRGB, or an embedded profile
 * takes precedence. https://www.w3.org/TR/png-3/#color-chunk-precendence
 */
export function pngColourSpace({ cICP, iCCP, sRGB, gAMA, cHRM }: ColourChunks): ColourSpace | undefined {
  if (cICP) return codedColourSpace(cICP.readUInt8(0), cICP.readUInt8(1), cICP.readUInt8(3) === 0);
  if (iCCP || sRGB) return undefined;
  const gamma = gAMA && gAMA.length >= 4 ? gAMA.readUInt32BE(0) / 100_000 : undefined;
  // Like browsers, which ignore primaries without a gamma.
  return declaredColourSpace(gAMA && cHRM && cHRM.length >= 32 ? primariesOf(cHRM) : undefined, gamma);
}

/**
 * Whether browsers use a colour chunk with this content: the matrix of a `cICP` is that of RGB, and the intent of an `sRGB` exists.
 * https://www.w3.org/TR/png-3/#11addnlcolinfo
 */
export function isValidColour(type: keyof ColourChunks, content: Buffer): boolean {
  if (type === 'cICP') return content.length === 4 && content.readUInt8(2) === 0;
  return type !== 'sRGB' || (content.length === 1 && content.readUInt8(0) <= maxIntent);
}

function primariesOf(chunk: Buffer): Primaries {
  const point = (at: number) => [chunk.readUInt32BE(at) / 100_000, chunk.readUInt32BE(at + 4) / 100_000] as const;
  return [point(8), point(16), point(24), point(0)];
}
