import type { Sharp } from 'sharp';
import { thumbnailSize } from './thumbnail-size.ts';
import type { Size, SourceVariant } from './types.ts';

/**
 * Scales an upright picture as a variant asks for.
 *
 * @param image the size of the original image, which may be larger than the picture
 */
export function scalePicture(picture: Sharp, image: Size, variant: SourceVariant): Sharp {
  const { position, background, withoutEnlargement, sharpen, gamut } = variant;
  const { canvas, fit } = thumbnailSize(image, variant);
  const coloured = gamut === 'wide' ? picture.keepIccProfile() : picture;
  const scaled = coloured.resize({
    ...canvas,
    fit,
    position,
    background,
    withoutEnlargement: fit === 'contain' && withoutEnlargement,
  });
  return sharpen ? scaled.sharpen() : scaled;
}
