import type { Sharp } from 'sharp';
import type { Turn } from './types.ts';

/** Turns a decoded picture as its EXIF says, or otherwise where the format has a turn of its own. */
export function turnUpright(decoded: Sharp, turn: Turn | undefined): Sharp {
  if (!turn) return decoded.autoOrient();
  const { degrees, isFlipped, isFlopped } = turn;
  const turned = degrees === 0 ? decoded : decoded.rotate(degrees);
  // sharp mirrors a picture before it rotates it, whatever the order of the calls.
  const isSideways = degrees % 180 !== 0;
  return isSideways ? turned.flip(isFlopped).flop(isFlipped) : turned.flip(isFlipped).flop(isFlopped);
}
