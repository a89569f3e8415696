import { Rejection } from '../../../errors.ts';
import type { MagickHeader } from '../format.ts';
import { magickFormat } from '../magick-format.ts';
import { firstPageOf } from './first-page.ts';
import { isLab, layoutOf } from './layout.ts';
import { readTags } from './tags.ts';

/** How ImageMagick reads the kinds of TIFF that libvips does not support. */
export const tiffByMagick = magickFormat({
  matches: () => false,
  loader: { coder: 'TIFF', allowed: { modules: ['TIFF'], coders: ['TIFF'] }, readHeader },
});

/**
 * @throws {Rejection} when data is missing, or the kind of picture is not known: ImageMagick would show wrong colours
 * @throws {RangeError} when the tags are truncated
 */
function readHeader(tiff: Buffer): MagickHeader {
  const layout = layoutOf(readTags(tiff, firstPageOf(tiff)));
  if (!layout) throw new Rejection('unsupported-format', 'The tiff image has colours of an unknown kind (tag 262).');
  if (isLab(layout) || layout.sampleFormat !== 1) {
    throw new Rejection('unsupported-format', 'The tiff image has samples of a kind that is not known.');
  }
  const { width, height, orientation, offsets, byteCounts } = layout;
  const end = offsets.reduce((last, offset, part) => Math.max(last, offset + (byteCounts[part] ?? 0)), 0);
  if (end > tiff.length) {
    throw new Rejection('corrupt-image', `The tiff image is cut off: it has ${tiff.length} bytes, and ends at ${end}.`);
  }
  return { width, height, orientation };
}
