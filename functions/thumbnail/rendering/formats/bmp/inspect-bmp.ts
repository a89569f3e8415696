import type { ColourSpace } from '../../colour/colour-space.ts';
import type { Inspection, Rewriting } from '../format.ts';
import { untilTruncated } from '../until-truncated.ts';
import { bmpColourSpace } from './colour-space.ts';
import { embeddedProfile, withProfile } from './embedded-profile.ts';
import { normalizeHeader } from './normalize-header.ts';
import { rewritingOfIndexes } from './rewrite-indexes.ts';
import { rewritingOfMasks } from './rewrite-masks.ts';

/** Inspects a BMP, and repairs what ImageMagick would misread. */
export function inspectBmp(image: Buffer): Inspection {
  let rewriting: Rewriting | undefined;
  let colour: ColourSpace | undefined;
  untilTruncated(() => {
    colour = bmpColourSpace(image);
    const embedded = embeddedProfile(image);
    normalizeHeader(image);
    rewriting = rewritingOfMasks(image) ?? rewritingOfIndexes(image);
    if (embedded && (rewriting || embedded.isFirst)) rewriting = keepingProfile(image, embedded.profile, rewriting);
  });
  return { image, strictness: 'warning', colour, rewriting };
}

function keepingProfile(image: Buffer, profile: Buffer, rewriting?: Rewriting): Rewriting {
  return {
    ...rewriting,
    bytes: (rewriting?.bytes ?? 0) + image.length + profile.length,
    image: () => withProfile(rewriting?.image() ?? image, profile),
  };
}
