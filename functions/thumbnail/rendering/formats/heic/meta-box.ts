import { boxIn } from '../boxes.ts';

/** The version and the flags that begin some boxes. */
const fullBoxBytes = 4;

/**
 * Returns the boxes that describe the items of a HEIC.
 *
 * @throws {RangeError} when the data is truncated
 */
export function metaBox(image: Buffer): Buffer {
  return boxIn(image, 'meta').subarray(fullBoxBytes);
}
