import type { Sharp } from 'sharp';
import type { Turn } from './types.ts';

/** Makes a decoded picture upright: by the turn of its format, if there is one, or else by its EXIF orientation. */
export function turnUpright(decoded: Sharp, turn: Turn | undefined): Sharp {
  if (!turn) return decoded.autoOrient();
  const { degrees, isFlipped, isFlopped } = turn;
  const turned = degrees === 0 ? decoded : decoded.rotate(degrees);
  // sharp mirrors a picture before it rotates it, whatever the order of the calls.
  const isSideways = degrees % 180 !== 0;
  return isSideways ? turned.flip(isFlopped).flop(isFlipped) : turned.flip(isFlipped).flop(isFlopped);
}
