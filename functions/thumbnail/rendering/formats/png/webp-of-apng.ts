import sharp from 'sharp';
import type { ComposedAnimation } from '../format.ts';
import { apngOf } from './animation-of.ts';
import { composeFrames } from './compose-frames.ts';

/**
 * Writes the first frames of an APNG as an animated WebP, without a loss: libvips reads only one picture of an APNG.
 *
 * @throws {Error} of the decoder, or when there is no frame
 */
export async function webpOfApng(png: Buffer, maxFrames: number): Promise<ComposedAnimation> {
  const { width, height, plays, frames } = apngOf(png, maxFrames);
  const pixels = await composeFrames(frames, { width, height });
  const raw = { width, height: height * frames.length, channels: 4, pageHeight: height } as const;
  const animation = await sharp(pixels, { raw, limitInputPixels: false })
    .webp({ lossless: true, effort: 0, loop: plays, delay: frames.map(({ delayMs }) => delayMs) })
    .toBuffer();
  // The encoder joins frames that are the same.
  const { pages = 1 } = await sharp(animation).metadata();
  return { animation, frameCount: pages };
}
