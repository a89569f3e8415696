import type { ThumbnailFormat, Variant } from '../contract.ts';
import type { SourceFormat, SourceVariant } from './types.ts';

/** The formats that browsers show, and that thumbnails are written in. */
const keptFormats: Partial<Record<SourceFormat, ThumbnailFormat>> = {
  avif: 'avif',
  gif: 'gif',
  jpeg: 'jpeg',
  png: 'png',
  webp: 'webp',
};

/** Returns a variant as it is made of images in one format. */
export function sourceVariant(variant: Variant, source: SourceFormat): SourceVariant {
  const format = variant.format === 'source' ? (keptFormats[source] ?? 'webp') : variant.format;
  return {
    ...variant,
    format,
    // A frame shows no transparency either in a format that has none.
    background: format === 'jpeg' ? variant.background.slice(0, '#rrggbb'.length) : variant.background,
    animated: variant.animated && (format === 'gif' || format === 'webp'),
    hasFullColour: source !== 'jpeg',
    // Shapes have no pixels that could be enlarged: an SVG is drawn at the size of the thumbnail.
    withoutEnlargement: variant.withoutEnlargement && source !== 'svg',
  };
}
