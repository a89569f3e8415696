import type { RenderLimits, Size } from '../types.ts';

/** More than ten seconds of video. */
const maxFrames = 300;

/** Max bytes for each pixel of a decoded frame, and for each pixel of a thumbnail frame while it is scaled and encoded. */
const decodedBytes = 8;
const drawnBytes = 24;

/** Returns how many frames of an animation a thumbnail keeps, so that all of them together are within the limits. */
export function framesKept(
  frameCount: number,
  frame: Size,
  canvas: Size,
  { memoryBytes, pixels }: Pick<RenderLimits, 'memoryBytes' | 'pixels'>,
): number {
  const framePixels = frame.width * frame.height;
  const frameBytes = framePixels * decodedBytes + canvas.width * canvas.height * drawnBytes;
  return Math.min(frameCount, maxFrames, Math.floor(pixels / framePixels), Math.floor(memoryBytes / frameBytes));
}

/** A composed frame costs as much as four: it is decoded, drawn, encoded, and decoded again. */
const composingCost = 4;

/** Returns how many frames of an animation may be composed for thumbnails. */
export function framesComposed(
  frame: Size,
  { memoryBytes, pixels }: Pick<RenderLimits, 'memoryBytes' | 'pixels'>,
): number {
  return framesKept(maxFrames, frame, { width: 0, height: 0 }, { memoryBytes, pixels: pixels / composingCost });
}
