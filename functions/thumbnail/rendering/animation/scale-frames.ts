import sharp, { type Sharp } from 'sharp';
import type { Size } from '../types.ts';

/**
 * Scales the frames of an animation one by one. sharp would enlarge the whole stack, so that neighbours blend at their edges.
 *
 * @param stack the frames, stacked vertically
 * @param frame the size of a frame
 * @param scale scales a frame, to the same size each time
 * @returns the scaled frames, stacked vertically, with their times
 * @throws {Error} when a frame cannot be decoded
 */
export async function scaleFrames(stack: Sharp, frame: Size, scale: (picture: Sharp) => Sharp): Promise<Sharp> {
  const { delay = [], loop = 0 } = await stack.metadata();
  const { data, info } = await pixelsOf(stack);
  const raw = { ...frame, channels: info.channels };
  const frameBytes = frame.width * frame.height * info.channels;
  const scaled: Awaited<ReturnType<typeof pixelsOf>>[] = [];
  for (let at = 0; at < data.length; at += frameBytes) {
    const picture = sharp(data.subarray(at, at + frameBytes), { raw, limitInputPixels: false });
    scaled.push(await pixelsOf(scale(picture)));
  }
  const { width, height, channels } = scaled[0]?.info ?? info;
  const pixels = Buffer.concat(scaled.map((it) => it.data));
  const scaledRaw = { width, height: height * scaled.length, channels, pageHeight: height };
  // Any encoder that is chosen later keeps the times.
  return sharp(pixels, { raw: scaledRaw, limitInputPixels: false }).webp({ delay, loop });
}

function pixelsOf(picture: Sharp) {
  return picture.raw().toBuffer({ resolveWithObject: true });
}
