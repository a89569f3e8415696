import { displayedSize } from './displayed-size.ts';
import { pictureSize, thumbnailSize } from './thumbnail-size.ts';
import type { Header, SourceVariant } from './types.ts';

/**
 * Returns the factor by which sharp lets libjpeg scale an image down while it decodes: 1, 2, 4 or 8. The rule is that of sharp.
 * https://github.com/lovell/sharp/blob/v0.35.5/src/pipeline.cc (`jpegShrinkOnLoad`), src/common.cc (`ResolveShrink`)
 *
 * @param isKept whether the decoded picture is kept, for all thumbnails: see `decodeOnce`
 */
export function shrinkOnLoad(header: Header, variants: readonly SourceVariant[], isKept = variants.length > 1): number {
  const image = displayedSize(header);
  const [variant] = variants;
  const { canvas, fit } =
    variant && !isKept ? thumbnailSize(image, variant) : { canvas: pictureSize(image, variants), fit: 'fill' };
  const sides = [image.width / canvas.width, image.height / canvas.height];
  const asked = fit === 'contain' ? Math.max(...sides) : Math.min(...sides);
  const shrink = Math.min(asked, image.width, image.height);
  const factor = [8, 4, 2].find((it) => it <= shrink) ?? 1;
  // A pixel that libjpeg rounds up or down would matter, so sharp leaves some of the scaling for later.
  return factor > 1 && Math.trunc(shrink) === factor ? factor / 2 : factor;
}
