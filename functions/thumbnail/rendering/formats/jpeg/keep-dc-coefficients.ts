import { dropAcCodes } from './drop-ac-codes.ts';
import { endOfImage } from './end-of-image.ts';
import type { SequentialScan } from './sequential-scan.ts';

/** With fewer, little is dropped, and the filter takes longer than it saves. */
const minBitsOfBlock = 16;

/**
 * Returns a sequential JPEG with only the coefficients that matter at an eighth of its size, where a pixel is the mean of a block. It
 * decodes to the same pixels in less time. An unusual or damaged JPEG is returned as it is, for the decoder to judge. One with restarts
 * is unusual: beginning again after each would take the time that is saved.
 */
export function keepDcCoefficients(jpeg: Buffer, scan: SequentialScan): Buffer {
  const { start, blocks, units, restartInterval } = scan;
  const hasRestarts = restartInterval > 0 && restartInterval < units;
  if (hasRestarts || (jpeg.length - start) * 8 < minBitsOfBlock * blocks.length * units) return jpeg;
  const data = dropAcCodes(jpeg, scan);
  return data ? Buffer.concat([jpeg.subarray(0, start), ...data, endOfImage]) : jpeg;
}
