import type { Inspection, Rewriting } from '../format.ts';
import { untilTruncated } from '../until-truncated.ts';
import { normalizeHeader } from './normalize-header.ts';
import { rewritingOfIndexes } from './rewrite-indexes.ts';
import { rewritingOfMasks } from './rewrite-masks.ts';

/** Inspects a BMP, and repairs what ImageMagick would misread. */
export function inspectBmp(image: Buffer): Inspection {
  let rewriting: Rewriting | undefined;
  untilTruncated(() => {
    normalizeHeader(image);
    rewriting = rewritingOfMasks(image) ?? rewritingOfIndexes(image);
  });
  return { image, strictness: 'warning', rewriting };
}
