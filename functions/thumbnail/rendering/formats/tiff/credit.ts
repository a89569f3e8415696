import { type Credit, mergeCredits } from '../../credit/credit.ts';
import { exifCredit } from '../../credit/exif-credit.ts';
import { iptcCredit } from '../../credit/iptc-credit.ts';
import { photoshopCredit } from '../../credit/photoshop-credit.ts';
import { xmpCredit } from '../../credit/xmp-credit.ts';
import { untilTruncated } from '../until-truncated.ts';
import { firstPageOf, tagsOf } from './first-page.ts';
import { locateValue } from './tags.ts';

/** How each tag with metadata is read, in the order of precedence. */
const readers = new Map([
  [700, xmpCredit],
  [33_723, iptcCredit],
  [34_377, photoshopCredit],
]);

/** Reads the credit from the XMP or the IPTC of a TIFF, or else from its own tags. Reading stops at damage. */
export function tiffCredit(image: Buffer): Credit {
  const found = new Map<number, Credit>();
  untilTruncated(() => {
    const page = firstPageOf(image);
    for (const { number, at } of tagsOf(page)) {
      const read = readers.get(number);
      if (!read || found.has(number)) continue;
      const { start, bytes } = locateValue(page, at);
      found.set(number, read(image.subarray(start, start + bytes)));
    }
  });
  return mergeCredits([...[...readers.keys()].map((number) => found.get(number) ?? {}), exifCredit(image)]);
}
