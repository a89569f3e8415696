import type { Header, Size } from './types.ts';

/** Returns the size of an image once it is upright. */
export function displayedSize({ width, height, orientation }: Header): Size {
  return orientation >= 5 ? { width: height, height: width } : { width, height };
}
