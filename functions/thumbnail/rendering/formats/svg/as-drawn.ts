import { asUtf8 } from './as-utf8.ts';
import { closeBareMoves } from './close-bare-moves.ts';
import { completeSizes } from './complete-sizes.ts';
import { defineFilters } from './define-filters.ts';
import { drawBackground } from './draw-background.ts';
import { drawSmoothly } from './draw-smoothly.ts';
import { endAnimations } from './end-animations.ts';
import { evenPoints } from './even-points.ts';
import { fitPatterns } from './fit-patterns.ts';
import { freezeAnimations } from './freeze-animations.ts';
import { layOutText } from './lay-out-text.ts';
import { linearizeLight } from './linearize-light.ts';
import { lowerCaseProperties } from './lower-case-properties.ts';
import { rejectMissingGlyphs } from './reject-missing-glyphs.ts';
import { rejectUndrawn } from './reject-undrawn.ts';
import { resolveConditions } from './resolve-conditions.ts';
import { resolveMedia } from './resolve-media.ts';
import { resolveOrigins } from './resolve-origins.ts';
import { resolveVariables } from './resolve-variables.ts';
import { setDefaultSizes } from './set-default-sizes.ts';
import { shortenSpaces } from './shorten-spaces.ts';
import { splitGlyphs } from './split-glyphs.ts';
import { turnRoot } from './turn-root.ts';
import { undrawn } from './undrawn.ts';
import { useLightColours } from './use-light-colours.ts';

const sheetByUrl =
  /(?:<\?xml-stylesheet|<(?:[\w-]+:)?link)\b[^<>]*?\shref\s*=\s*["']\s*data:|@import\b[^;]{0,1000}\bdata:/i;

/**
 * Returns an SVG that librsvg draws as browsers do. Its embedded pictures stay.
 *
 * @throws {Rejection} when librsvg cannot draw it so
 */
export function asDrawn(svg: Buffer): Buffer {
  if (sheetByUrl.test(svg.toString('latin1'))) throw undrawn('a style sheet by a data: URL');
  // Each byte is a character, so that no encoding matters.
  const read = shortenSpaces(asUtf8(svg).toString('latin1'));
  const written = closeBareMoves(evenPoints(lowerCaseProperties(read)));
  const inLight = resolveMedia(useLightColours(written));
  const atEnd = endAnimations(freezeAnimations(resolveConditions(inLight)));
  // The filters that are defined compute in sRGB, unlike those of the SVG.
  const lit = linearizeLight(resolveOrigins(resolveVariables(atEnd)));
  const text = completeSizes(defineFilters(lit));
  rejectUndrawn(text);
  rejectMissingGlyphs(text);
  const drawn = turnRoot(splitGlyphs(setDefaultSizes(layOutText(drawBackground(fitPatterns(text))))));
  return Buffer.from(drawSmoothly(drawn), 'latin1');
}
