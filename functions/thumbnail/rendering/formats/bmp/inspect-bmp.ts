import type { Inspection, Rewriting } from '../format.ts';
import { untilTruncated } from '../until-truncated.ts';

import { makeBottomUp, normalizeHeader } from './normalize-header.ts';
import { rewritingOfMasks } from './rewrite-masks.ts';
import { rewritingOfPalette } from './rewrite-palette.ts';

/** Inspects a BMP, and repairs what ImageMagick would misread. */
export function inspectBmp(image: Buffer): Inspection {
  let isFlipped = false;
  let rewriting: Rewriting | undefined;
  untilTruncated(() => {
    normalizeHeader(image);
    isFlipped = makeBottomUp(image);
    rewriting = rewritingOfMasks(image) ?? rewritingOfPalette(image);
  });
  const turn = isFlipped ? { degrees: 0, isFlipped, isFlopped: false } : undefined;
  return { image, strictness: 'warning', turn, rewriting };
}
