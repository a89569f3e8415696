import type { Sharp } from 'sharp';
import { rgbaToThumbHash } from 'thumbhash';
import type { Placeholder } from '../placeholder.ts';
import { dominantColour } from './dominant-colour.ts';
import type { Size } from './types.ts';

/** The max side of the picture that a ThumbHash is made of. */
const maxHashSide = 100;

/**
 * Makes the placeholder of an image.
 *
 * @param picture shows the whole image, upright
 */
export async function drawPlaceholder(picture: Sharp, image: Size): Promise<Placeholder> {
  const small = picture.resize(maxHashSide, maxHashSide, { fit: 'inside', withoutEnlargement: true });
  const { data, info } = await small.ensureAlpha().raw().toBuffer({ resolveWithObject: true });
  const hash = rgbaToThumbHash(info.width, info.height, data);
  return { thumbHash: Buffer.from(hash).toString('base64'), colour: dominantColour(data), ...image };
}
