import type { SourceFormat } from './formats.ts';
import { firstPageOf, tagsOf } from './tiff-page.ts';
import { untilEnd } from './until-end.ts';

/** https://sharp.pixelplumbing.com/api-constructor/ (`failOn`) */
export type Strictness = 'warning' | 'error';

const tileWidth = 322;

/**
 * What of a decoder's complaints makes an image one that is not whole. Of a TIFF in strips, damage is an error, and warnings are about what
 * many programs write and every viewer passes over. Of one in tiles, and of all other formats, damage may be no more than a warning.
 * See docs/decisions/002-lenient-with-cameras-strict-with-damage.md.
 */
export function strictnessFor(image: Buffer, format: SourceFormat): Strictness {
  return format === 'tiff' && !isTiled(image) ? 'error' : 'warning';
}

function isTiled(tiff: Buffer): boolean {
  return [...untilEnd(tagsOfFirstPage(tiff))].includes(tileWidth);
}

function* tagsOfFirstPage(tiff: Buffer): Iterable<number> {
  for (const { number } of tagsOf(firstPageOf(tiff))) yield number;
}
