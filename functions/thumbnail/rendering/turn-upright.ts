import type { Sharp } from 'sharp';
import type { Turn } from './types.ts';

/** Turns a decoded picture as its EXIF says, or otherwise where the format has a turn of its own. */
export function turnUpright(decoded: Sharp, turn: Turn | undefined): Sharp {
  if (!turn) return decoded.autoOrient();
  const { degrees, isFlipped, isFlopped } = turn;
  return (degrees === 0 ? decoded : decoded.rotate(degrees)).flip(isFlipped).flop(isFlopped);
}
