import { Rejection } from '../../../errors.ts';
import { untilTruncated } from '../until-truncated.ts';
import { dngPreviews } from './dng-previews.ts';
import { findJpegs } from './find-jpegs.ts';
import { jpegSizeAt } from './jpeg-size.ts';

/**
 * Returns the image from the start of its largest preview on; undefined when it has no preview.
 *
 * @throws {Rejection} when the image is cut off within the header of its only preview
 */
export function largestPreview(image: Buffer, isDng: boolean): Buffer | undefined {
  let largest: { start: number; pixels: number } | undefined;
  let cutOffAt: number | undefined;
  untilTruncated(() => {
    for (const start of isDng ? dngPreviews(image) : findJpegs(image)) {
      cutOffAt = start;
      untilTruncated(() => {
        const { width, height } = jpegSizeAt(image, start) ?? { width: 0, height: 0 };
        if (width * height > (largest?.pixels ?? 0)) largest = { start, pixels: width * height };
        cutOffAt = undefined;
      });
    }
  });
  if (largest) return image.subarray(largest.start);
  if (cutOffAt === undefined) return undefined;
  const reason = `it has ${image.length} bytes, and its preview begins at ${cutOffAt}.`;
  throw new Rejection('corrupt-image', `The raw image is cut off: ${reason}`);
}
