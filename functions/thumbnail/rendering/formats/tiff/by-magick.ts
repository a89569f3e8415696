import { Rejection } from '../../../errors.ts';
import type { MagickHeader } from '../format.ts';
import { magickFormat } from '../magick-format.ts';
import { untilTruncated } from '../until-truncated.ts';
import { tiffCredit } from './credit.ts';
import { firstPageOf } from './first-page.ts';
import { isLab, layoutOf } from './layout.ts';
import { readTags } from './tags.ts';

/** How ImageMagick reads the kinds of TIFF that libvips does not support. */
export const tiffByMagick = magickFormat({
  matches: () => false,
  readCredit: tiffCredit,
  inspect(image) {
    untilTruncated(() => rejectMisread(image));
    return { image, strictness: 'warning' };
  },
  loader: { coder: 'TIFF', allowed: { modules: ['TIFF'], coders: ['TIFF'] }, readHeader },
});

/** @throws {Rejection} when ImageMagick would show wrong colours */
function rejectMisread(tiff: Buffer): void {
  const layout = layoutOf(readTags(tiff, firstPageOf(tiff)));
  if (!layout || (!isLab(layout) && layout.sampleFormat === 1)) return;
  const { samples, bits, sampleFormat, compression } = layout;
  const kind = `${samples} samples of ${bits} bits in the format ${sampleFormat}, with the compression ${compression}`;
  throw new Rejection('unsupported-format', `The tiff image has ${kind}.`);
}

/**
 * @throws {Rejection} when data is missing, or the photometric interpretation is unknown: ImageMagick would show wrong colours
 * @throws {RangeError} when the tags are truncated
 */
function readHeader(tiff: Buffer): MagickHeader {
  const layout = layoutOf(readTags(tiff, firstPageOf(tiff)));
  if (!layout) {
    throw new Rejection(
      'unsupported-format',
      'The tiff image has an unknown photometric interpretation (tag 262), or no size.',
    );
  }
  const { width, height, orientation, offsets, byteCounts } = layout;
  const end = offsets.reduce((last, offset, part) => Math.max(last, offset + (byteCounts[part] ?? 0)), 0);
  if (end > tiff.length) {
    throw new Rejection('corrupt-image', `The tiff image is cut off: it has ${tiff.length} bytes, and ends at ${end}.`);
  }
  return { width, height, orientation };
}
