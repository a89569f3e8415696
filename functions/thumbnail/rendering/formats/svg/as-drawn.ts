import { asUtf8 } from './as-utf8.ts';
import { defineFilters } from './define-filters.ts';
import { drawBackground } from './draw-background.ts';
import { endAnimations } from './end-animations.ts';
import { freezeAnimations } from './freeze-animations.ts';
import { keepSpaces } from './keep-spaces.ts';
import { rejectMissingGlyphs } from './reject-missing-glyphs.ts';
import { rejectUndrawn } from './reject-undrawn.ts';
import { resolveForeignObjects } from './resolve-foreign-objects.ts';
import { resolveMedia } from './resolve-media.ts';
import { resolveVariables } from './resolve-variables.ts';
import { setTextSizes } from './set-text-sizes.ts';
import { splitGlyphs } from './split-glyphs.ts';
import { turnRoot } from './turn-root.ts';
import { useLightColours } from './use-light-colours.ts';

/**
 * Returns an SVG that librsvg draws as browsers do. Its embedded pictures stay.
 *
 * @throws {Rejection} when librsvg cannot draw it so
 */
export function asDrawn(svg: Buffer): Buffer {
  // Each byte is a character, so that no encoding matters.
  const inLight = resolveMedia(useLightColours(asUtf8(svg).toString('latin1')));
  const text = defineFilters(resolveVariables(endAnimations(freezeAnimations(resolveForeignObjects(inLight)))));
  rejectUndrawn(text);
  rejectMissingGlyphs(text);
  return Buffer.from(turnRoot(splitGlyphs(setTextSizes(keepSpaces(drawBackground(text))))), 'latin1');
}
