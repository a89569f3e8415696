import { endOfImage } from './end-of-image.ts';
import { endsWithBlock } from './ends-with-block.ts';
import { hasAllBlocks } from './has-all-blocks.ts';
import type { SequentialScan } from './sequential-scan.ts';

/**
 * Whether the only scan of a sequential JPEG ends too early, although an end marker follows. libvips does not report what is missing in
 * the last rows. Counting all blocks takes long, so they are counted only when the scan does not seem to end with one.
 */
export function isCutOff(jpeg: Buffer, scan: SequentialScan): boolean {
  const lastEnd = jpeg.lastIndexOf(endOfImage);
  if (lastEnd < scan.start || endsWithBlock(jpeg, scan, lastEnd)) return false;
  // Another image may follow, as in photos with a gain map.
  const end = jpeg.indexOf(endOfImage, scan.start);
  return !(end < lastEnd && endsWithBlock(jpeg, scan, end)) && !hasAllBlocks(jpeg, scan);
}
