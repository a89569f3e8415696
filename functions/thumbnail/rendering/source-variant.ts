import type { ThumbnailFormat, Variant } from '../contract/variant.ts';
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
    // JPEG has no transparency, so the background has no alpha either.
    background: format === 'jpeg' ? variant.background.slice(0, '#rrggbb'.length) : variant.background,
    animated: variant.animated && (format === 'gif' || format === 'webp' || format === 'png'),
    hasFullColour: source !== 'jpeg',
    // An SVG is drawn at the size of the thumbnail, so no pixels are enlarged.
    withoutEnlargement: variant.withoutEnlargement && source !== 'svg',
  };
}
