import type { Inspection, Rewriting } from '../format.ts';
import { untilTruncated } from '../until-truncated.ts';
import { normalizeHeader, reverseRows } from './normalize-header.ts';
import { rewritingOfMasks } from './rewrite-masks.ts';

/** Repairs what ImageMagick would show wrong. */
export function inspectBmp(image: Buffer): Inspection {
  let isFlipped = false;
  let rewriting: Rewriting | undefined;
  untilTruncated(() => {
    normalizeHeader(image);
    isFlipped = reverseRows(image);
    rewriting = rewritingOfMasks(image);
  });
  const turn = isFlipped ? { degrees: 0, isFlipped, isFlopped: false } : undefined;
  return { image, partCount: 0, metadataBytes: 0, strictness: 'warning', turn, rewriting };
}
