/**
 * Walks through an image until its data is truncated, where the walk reads or writes beyond the end. Reporting the damage
 * is left to the decoder.
 *
 * @returns what the walk returns; undefined when the data is truncated
 */
export function untilTruncated<Result>(walk: () => Result): Result | undefined {
  try {
    return walk();
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return undefined;
  }
}
