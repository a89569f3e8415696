import { boxAt, boxesIn } from '../iso-media/boxes.ts';
import { untilTruncated } from '../until-truncated.ts';
import { isTiff } from './signatures.ts';

/** The identifier of a box of Canon's own comes before its boxes. */
const identifierBytes = 16;

/**
 * Returns the part of a raw image that is like a TIFF: it says how the camera was held, and who made the image. Returns undefined when
 * only the preview says it, or the data is truncated.
 */
export function headOf(image: Buffer): Buffer | undefined {
  if (isTiff(image.toString('latin1', 0, 4))) return image;
  let head: Buffer | undefined;
  untilTruncated(() => {
    const canon = boxAt(image, ['moov', 'uuid']);
    const found =
      canon && boxesIn(image, canon.content + identifierBytes, canon.end).find(({ type }) => type === 'CMT1');
    head = found && image.subarray(found.content, found.end);
  });
  return head;
}
