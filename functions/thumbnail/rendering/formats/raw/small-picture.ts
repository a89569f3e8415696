import type { Rewriting } from '../format.ts';
import { rewritingOfBytes } from '../rewriting-of-bytes.ts';
import { firstPageOf } from '../tiff/first-page.ts';
import { layoutOf, photometrics } from '../tiff/layout.ts';
import { readTags } from '../tiff/tags.ts';

const layoutTags = new Set([256, 257, 258, 259, 262, 273, 277, 279, 284, 322]);
const channels = 3;

/**
 * Returns how to rewrite the small picture on the first page of a raw image, if it is uncompressed RGB: a few raw images have no larger
 * one. Returns undefined when the first page has anything else.
 *
 * @param head the part with the structure of a TIFF
 * @throws {RangeError} when the data is truncated
 * @throws {Rejection} when the values of a tag are cut off, or the samples do not match the photometric interpretation
 */
export function smallPicture(head: Buffer): Rewriting | undefined {
  const layout = layoutOf(readTags(head, firstPageOf(head), layoutTags));
  if (!layout) return undefined;
  const { width, height, samples, bits, compression, photometric, isPlanar, isTiled, offsets } = layout;
  const [start = 0, ...others] = offsets;
  const end = start + width * height * channels;
  const isPlain = photometric === photometrics.rgb && samples === channels && bits === 8 && compression === 1;
  if (!isPlain || isPlanar || isTiled || others.length > 0 || start === 0 || end > head.length) return undefined;
  return rewritingOfBytes({ width, height, channels }, () => head.subarray(start, end));
}
