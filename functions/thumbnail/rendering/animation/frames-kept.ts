import type { RenderLimits, Size } from '../types.ts';

/** More than ten seconds of a film. */
const maxFrames = 300;

/** Bytes that decoding takes at most for each pixel of all frames, and scaling and encoding for each of the thumbnail's. */
const decodedBytes = 8;
const drawnBytes = 24;

/** Returns how many frames of an animation a thumbnail has: so many that they are within the limits together. */
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

/** Each frame that is composed here is decoded, drawn, encoded and decoded again. */
const composingCost = 4;

/** Returns how many frames of an animation may be composed for thumbnails. */
export function framesComposed(
  frame: Size,
  { memoryBytes, pixels }: Pick<RenderLimits, 'memoryBytes' | 'pixels'>,
): number {
  return framesKept(maxFrames, frame, { width: 0, height: 0 }, { memoryBytes, pixels: pixels / composingCost });
}
