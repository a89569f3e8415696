import type { Turn } from '../types.ts';

const [straight, flipped, flopped] = [
  { isFlipped: false, isFlopped: false },
  { isFlipped: true, isFlopped: false },
  { isFlipped: false, isFlopped: true },
];

/** The turn of each EXIF orientation. https://www.cipa.jp/std/documents/e/DC-X008-Translation-2019-E.pdf, 4.6.4 */
const turns: Partial<Record<number, Turn>> = {
  1: { degrees: 0, ...straight },
  2: { degrees: 0, ...flopped },
  3: { degrees: 180, ...straight },
  4: { degrees: 0, ...flipped },
  5: { degrees: 90, ...flopped },
  6: { degrees: 90, ...straight },
  7: { degrees: 90, ...flipped },
  8: { degrees: 270, ...straight },
};

/** Returns the turn of an EXIF orientation; undefined when the orientation is missing or invalid. */
export function turnOfOrientation(orientation: number | undefined): Turn | undefined {
  return orientation === undefined ? undefined : turns[orientation];
}
