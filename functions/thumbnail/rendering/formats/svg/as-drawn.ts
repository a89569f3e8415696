import { asUtf8 } from './as-utf8.ts';
import { defineFilters } from './define-filters.ts';
import { drawBackground } from './draw-background.ts';
import { rejectMissingGlyphs } from './reject-missing-glyphs.ts';
import { rejectUndrawn } from './reject-undrawn.ts';
import { resolveForeignObjects } from './resolve-foreign-objects.ts';
import { resolveMedia } from './resolve-media.ts';
import { resolveVariables } from './resolve-variables.ts';
import { splitGlyphs } from './split-glyphs.ts';
import { turnRoot } from './turn-root.ts';

/**
 * Returns an SVG that librsvg draws as browsers do. Its embedded pictures stay.
 *
 * @throws {Rejection} when librsvg cannot draw it so
 */
export function asDrawn(svg: Buffer): Buffer {
  // Each byte is a character, so that no encoding matters.
  const text = defineFilters(resolveVariables(resolveMedia(resolveForeignObjects(asUtf8(svg).toString('latin1')))));
  rejectUndrawn(text);
  rejectMissingGlyphs(text);
  return Buffer.from(turnRoot(splitGlyphs(drawBackground(text))), 'latin1');
}
