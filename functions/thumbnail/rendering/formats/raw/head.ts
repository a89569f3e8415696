import { boxAt, boxesIn } from '../iso-media/boxes.ts';
import { untilTruncated } from '../until-truncated.ts';
import { isTiff } from './signatures.ts';

/** A box in Canon's own format begins with an identifier, before its boxes. */
const identifierBytes = 16;

/**
 * Returns the part of a raw image with the structure of a TIFF, which has the orientation and the credit. Returns undefined when only
 * the preview has them, or the data is truncated.
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
