import type { Sharp } from 'sharp';
import type { Decoder } from '../decoders/decoder.ts';
import type { ComposedAnimation, Inspection } from '../formats/format.ts';
import { firstShownFrame, isBlank, maxBlankFrames } from './first-shown-frame.ts';

/** The frames of an animation, without blank ones at its beginning. */
export interface Frames {
  count: number;
  /** How many blank frames were left out. */
  skipped: number;
  /** Returns the first frames, below each other. */
  decode(count: number): Sharp;
}

/** How much of an animation is composed, where its decoder does not read it. */
export interface Wanted {
  /** Whether a thumbnail moves. */
  isMoving: boolean;
  maxFrames: number;
}

/** Returns the frames of an image; undefined when it has only one, or its decoder knows only one. */
export async function findFrames(
  { decodeFrames }: Decoder,
  inspection: Inspection,
  timed: (pipeline: Sharp) => Sharp,
  wanted: Wanted,
): Promise<Frames | undefined> {
  if (!decodeFrames) return undefined;
  const decode = (file: Buffer, first: number, count: number) => timed(decodeFrames(file, first, count));
  const { animation, frameCount } = (await composed(inspection, decode, wanted)) ?? {
    animation: inspection.animation,
    frameCount: inspection.partCount,
  };
  if (!animation) return undefined;
  const skipped = await firstShownFrame(frameCount, (frame) => decode(animation, frame, 1));
  return { skipped, count: frameCount - skipped, decode: (count) => decode(animation, skipped, count) };
}

/** Composes an animation if a thumbnail moves, or if its still picture is blank, for one that is not. */
async function composed(
  { image, composeAnimation }: Inspection,
  decode: (file: Buffer, first: number, count: number) => Sharp,
  { isMoving, maxFrames }: Wanted,
): Promise<ComposedAnimation | undefined> {
  if (!composeAnimation || maxFrames < 2) return undefined;
  try {
    if (isMoving) return await composeAnimation(maxFrames);
    return (await isBlank(decode(image, 0, 1)))
      ? await composeAnimation(Math.min(maxFrames, maxBlankFrames))
      : undefined;
  } catch {
    // The still picture is decoded in any case, and complained about if it is damaged.
    return undefined;
  }
}
