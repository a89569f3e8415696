import type { Variant } from '../contract/variant.ts';
import { sourceVariant } from './source-variant.ts';
import { contentTypes } from './thumbnail-content-types.ts';
import type { Drawn, SourceFormat, Thumbnail } from './types.ts';

/** Adds the known facts about a drawn thumbnail to its bytes. */
export function asThumbnail(
  variant: Variant,
  source: SourceFormat,
  drawn: Drawn,
  { format } = sourceVariant(variant, source),
): Thumbnail {
  return { variant, format, contentType: contentTypes[format], ...drawn };
}
