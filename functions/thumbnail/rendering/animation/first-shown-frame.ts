import type { Sharp } from 'sharp';

/** After so many frames that show nothing, the first one is taken: each costs a decoding. */
export const maxBlankFrames = 10;

/** A frame is compared at this size: what disappears then does not show in a thumbnail either. */
const comparedSide = 64;

/** Lossy compression makes one colour differ by less. */
const minDifference = 8;

/**
 * Returns the number of the first frame that has more than one colour; 0 when none of the first has, or one is damaged.
 *
 * @param decode returns one frame
 */
export async function firstShownFrame(frameCount: number, decode: (frame: number) => Sharp): Promise<number> {
  try {
    for (let frame = 0; frame < Math.min(frameCount, maxBlankFrames); frame += 1) {
      if (!(await isBlank(decode(frame)))) return frame;
    }
  } catch {
    // The frame that is shown is decoded again, and complained about if it is the damaged one.
  }
  return 0;
}

/** Whether a frame has one colour. */
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
