import sharp from 'sharp';
import type { ComposedAnimation } from '../format.ts';
import { apngOf } from './animation-of.ts';
import { composeFrames } from './compose-frames.ts';

/**
 * Converts the first frames of an APNG to an animated WebP, losslessly: libvips reads only one picture of an APNG.
 *
 * @throws {Error} when a frame cannot be decoded, or there is none
 */
export async function webpOfApng(png: Buffer, maxFrames: number): Promise<ComposedAnimation> {
  const { width, height, plays, frames } = apngOf(png, maxFrames);
  const pixels = await composeFrames(frames, { width, height });
  const raw = { width, height: height * frames.length, channels: 4, pageHeight: height } as const;
  const animation = await sharp(pixels, { raw, limitInputPixels: false })
    .webp({ lossless: true, effort: 0, loop: plays, delay: frames.map(({ delayMs }) => delayMs) })
    .toBuffer();
  // The encoder merges equal frames.
  const { pages = 1 } = await sharp(animation).metadata();
  return { animation, frameCount: pages };
}
