/**
 * Walks through an image until its data is truncated, where the walk reads or writes beyond the end. Reporting the damage
 * is left to the decoder.
 */
export function untilTruncated(walk: () => void): void {
  try {
    walk();
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
  }
}
