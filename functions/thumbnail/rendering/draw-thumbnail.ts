import type { Sharp } from 'sharp';
import type { Credit } from './credit/credit.ts';
import { encodeThumbnail } from './encode-thumbnail.ts';
import { scalePicture } from './scale-picture.ts';
import type { Drawn, Size, SourceVariant } from './types.ts';

/**
 * Scales an upright picture, and encodes it.
 *
 * @param image the size of the original image, which may be larger than the picture
 * @param credit is written if the variant keeps it
 */
export function drawThumbnail(picture: Sharp, image: Size, variant: SourceVariant, credit?: Credit): Promise<Drawn> {
  return encodeThumbnail(scalePicture(picture, image, variant), variant, credit);
}
