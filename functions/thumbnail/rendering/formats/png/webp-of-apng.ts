import sharp from 'sharp';
import type { ColourSpace } from '../../colour/colour-space.ts';
import type { ComposedAnimation } from '../format.ts';
import { apngOf } from './animation-of.ts';
import { composeFrames } from './compose-frames.ts';

/**
 * Converts the first frames of an APNG to an animated WebP, losslessly: libvips reads only one picture of an APNG.
 *
 * @param colour the colour space of the frames, if it is not sRGB or that of a profile
 * @param hasProfile whether the profile counts, if there is one
 * @throws {Error} when a frame cannot be decoded, or there is none
 */
export async function webpOfApng(
  png: Buffer,
  maxFrames: number,
  colour?: ColourSpace,
  hasProfile = true,
): Promise<ComposedAnimation> {
  const { width, height, plays, frames } = apngOf(png, maxFrames, hasProfile);
  const pixels = await composeFrames(frames, { width, height }, colour);
  const raw = { width, height: height * frames.length, channels: 4, pageHeight: height } as const;
  const animation = await sharp(pixels, { raw, limitInputPixels: false })
    .webp({ lossless: true, effort: 0, loop: plays, delay: frames.map(({ delayMs }) => delayMs) })
    .toBuffer();
  // The encoder merges equal frames.
  const { pages = 1 } = await sharp(animation).metadata();
  return { animation, frameCount: pages };
}
