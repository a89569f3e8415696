import type { Sharp } from 'sharp';
import type { ThumbnailFormat } from '../contract/variant.ts';
import type { Credit } from './credit/credit.ts';
import { withCredit } from './credit/with-credit.ts';
import { markTransparent } from './mark-transparent.ts';
import type { Drawn, SourceVariant } from './types.ts';

const encoders: Record<ThumbnailFormat, (pipeline: Sharp, variant: SourceVariant) => Sharp> = {
  avif: (pipeline, { quality, effort }) => pipeline.avif({ quality, effort }),
  // The palette of the source may lack the background, and the shades that scaling makes. A palette for each of many frames takes
  // long: six times as long with sharp's default effort, for a file that is smaller by a seventh.
  gif: (pipeline, { fit, animated }) =>
    pipeline.gif(animated ? { reuse: fit !== 'contain', effort: 3 } : { reuse: false }),
  // JPEG has no transparency, and would show black through it. See docs/decisions/015-sharp-colour-edges.md.
  jpeg: (pipeline, { quality, background }) =>
    pipeline.flatten({ background }).jpeg({ quality, chromaSubsampling: '4:4:4' }),
  png: (pipeline) => pipeline.png(),
  webp: (pipeline, { quality, effort, hasFullColour }) =>
    pipeline.webp({ quality, effort, smartSubsample: hasFullColour }),
};

/**
 * Encodes a scaled picture.
 *
 * @param credit is written if the variant keeps it
 */
export async function encodeThumbnail(scaled: Sharp, variant: SourceVariant, credit?: Credit): Promise<Drawn> {
  const { format, metadata } = variant;
  const encoded = encoders[format](scaled, variant);
  const credited = credit && metadata === 'credit' ? withCredit(encoded, credit) : encoded;
  const { data, info } = await credited.toBuffer({ resolveWithObject: true });
  if (format === 'webp' && info.channels === 4) markTransparent(data);
  return { data, width: info.width, height: info.pageHeight ?? info.height };
}
