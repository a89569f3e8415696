import type { Sharp } from 'sharp';
import type { ThumbnailFormat } from '../contract.ts';
import type { Credit } from './credit/credit.ts';
import { withCredit } from './credit/with-credit.ts';
import { markTransparent } from './mark-transparent.ts';
import { thumbnailSize } from './thumbnail-size.ts';
import type { Drawn, Size, SourceVariant } from './types.ts';

const encoders: Record<ThumbnailFormat, (pipeline: Sharp, variant: SourceVariant) => Sharp> = {
  avif: (pipeline, { quality, effort }) => pipeline.avif({ quality, effort }),
  // The palette of the source may lack the background.
  gif: (pipeline, { fit }) => pipeline.gif({ reuse: fit !== 'contain' }),
  // JPEG has no transparency, and would show black through it. See docs/decisions/015-sharp-colour-edges.md.
  jpeg: (pipeline, { quality, background }) =>
    pipeline.flatten({ background }).jpeg({ quality, chromaSubsampling: '4:4:4' }),
  png: (pipeline) => pipeline.png(),
  webp: (pipeline, { quality, effort, hasFullColour }) =>
    pipeline.webp({ quality, effort, smartSubsample: hasFullColour }),
};

/**
 * Scales an upright picture, and encodes it.
 *
 * @param image the size of the original image, which may be larger than the picture
 * @param credit is written if the variant keeps it
 */
export async function drawThumbnail(
  picture: Sharp,
  image: Size,
  variant: SourceVariant,
  credit?: Credit,
): Promise<Drawn> {
  const { position, background, withoutEnlargement, sharpen, gamut, format } = variant;
  const { canvas, fit } = thumbnailSize(image, variant);
  const coloured = gamut === 'wide' ? picture.keepIccProfile() : picture;
  const scaled = coloured.resize({
    ...canvas,
    fit,
    position,
    background,
    withoutEnlargement: fit === 'contain' && withoutEnlargement,
  });
  const encoded = encoders[format](sharpen ? scaled.sharpen() : scaled, variant);
  const credited = credit && variant.metadata === 'credit' ? withCredit(encoded, credit) : encoded;
  const { data, info } = await credited.toBuffer({ resolveWithObject: true });
  if (format === 'webp' && info.channels === 4) markTransparent(data);
  return { data, width: info.width, height: info.pageHeight ?? info.height };
}
