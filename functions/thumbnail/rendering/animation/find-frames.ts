import type { Sharp } from 'sharp';
import type { Decoder } from '../decoders/decoder.ts';
import type { Inspection } from '../formats/format.ts';
import { firstShownFrame } from './first-shown-frame.ts';

/** The frames of an animation, without blank ones at its beginning. */
export interface Frames {
  count: number;
  /** How many blank frames were left out. */
  skipped: number;
  /** Returns the first frames, below each other. */
  decode(count: number): Sharp;
}

/** Returns the frames of an image; undefined when it has only one, or its decoder knows only one. */
export async function findFrames(
  { decodeFrames }: Decoder,
  { animation, partCount }: Inspection,
  timed: (pipeline: Sharp) => Sharp,
): Promise<Frames | undefined> {
  if (!animation || !decodeFrames) return undefined;
  const skipped = await firstShownFrame(partCount, (frame) => timed(decodeFrames(animation, frame, 1)));
  return { skipped, count: partCount - skipped, decode: (count) => timed(decodeFrames(animation, skipped, count)) };
}
