import type { Sharp } from 'sharp';
import type { Decoder } from '../decoders/decoder.ts';
import type { ComposedAnimation, Inspection } from '../formats/format.ts';
import { firstShownFrame, isBlank, maxBlankFrames } from './first-shown-frame.ts';

/** The frames of an animation, without blank ones at its beginning. */
export interface Frames {
  count: number;
  /** How many blank frames were skipped. */
  skipped: number;
  /** Returns the first frames, stacked vertically. */
  decode(count: number): Sharp;
}

/** The options for composing an animation that the decoder does not read. */
export interface Wanted {
  /** Whether any thumbnail is animated. */
  isAnimated: boolean;
  maxFrames: number;
}

/** Returns the frames of an image; undefined when it has only one, or its decoder reads only one. */
export async function findFrames(
  { decodeFrames }: Decoder,
  inspection: Inspection,
  timed: (pipeline: Sharp) => Sharp,
  wanted: Wanted,
): Promise<Frames | undefined> {
  if (!decodeFrames) return undefined;
  const decode = (file: Buffer, first: number, count: number) => timed(decodeFrames(file, first, count));
  const found = await animationOf(inspection, decode, wanted);
  if (!found) return undefined;
  const { animation, frameCount } = found;
  const skipped = await firstShownFrame(frameCount, (frame) => decode(animation, frame, 1));
  return { skipped, count: frameCount - skipped, decode: (count) => decode(animation, skipped, count) };
}

/**
 * Returns the animation that frames are taken from: composed, if a thumbnail is animated, or if the still picture is blank; the original,
 * if it needs no composing. Returns undefined when the still picture is shown.
 */
async function animationOf(
  { image, animation, partCount = 0, composeAnimation }: Inspection,
  decode: (file: Buffer, first: number, count: number) => Sharp,
  { isAnimated, maxFrames }: Wanted,
): Promise<ComposedAnimation | undefined> {
  const original = animation && { animation, frameCount: partCount };
  if (!composeAnimation || maxFrames < 2) return original;
  try {
    if (isAnimated) return await composeAnimation(maxFrames);
    // The decoder draws the original on black, where its first frame may seem blank, so the still picture decides.
    if (!(await isBlank(decode(image, 0, 1)))) return undefined;
    return await composeAnimation(Math.min(maxFrames, maxBlankFrames));
  } catch {
    // The still picture is decoded in any case, which reports its damage.
    return original;
  }
}
