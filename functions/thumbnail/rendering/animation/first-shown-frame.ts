import type { Sharp } from 'sharp';

/** If this many frames are blank, the first one is shown: each check decodes a frame. */
export const maxBlankFrames = 10;

/** Frames are compared at this size in pixels. A detail that disappears does not show in a thumbnail either. */
const comparedSide = 64;

/** Lossy compression varies a single colour by less than this. */
const minDifference = 8;

/**
 * Returns the index of the first frame that is not blank; 0 when all of the first frames are blank, or one is damaged.
 *
 * @param decode returns one frame
 */
export async function firstShownFrame(frameCount: number, decode: (frame: number) => Sharp): Promise<number> {
  try {
    for (let frame = 0; frame < Math.min(frameCount, maxBlankFrames); frame += 1) {
      if (!(await isBlank(decode(frame)))) return frame;
    }
  } catch {
    // The shown frame is decoded again, which reports its damage.
  }
  return 0;
}

/** Whether a frame has a single colour, or is fully transparent. */
export async function isBlank(frame: Sharp): Promise<boolean> {
  const small = frame.resize(comparedSide, comparedSide, { fit: 'fill' }).ensureAlpha().raw();
  const pixels = await small.toBuffer();
  const ranges = [0, 1, 2, 3].map((channel) => {
    const values = pixels.filter((_, at) => at % 4 === channel);
    return { min: Math.min(...values), max: Math.max(...values) };
  });
  const isClear = ranges[3]?.max === 0;
  return isClear || ranges.every(({ min, max }) => max - min < minDifference);
}
