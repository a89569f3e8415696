import { type Credit, mergeCredits } from '../../credit/credit.ts';
import { exifCredit } from '../../credit/exif-credit.ts';
import { xmpCredit } from '../../credit/xmp-credit.ts';
import { untilTruncated } from '../until-truncated.ts';
import { firstPageOf, tagsOf } from './first-page.ts';
import { locateValue } from './tags.ts';

const xmp = 700;

/** Reads the credit from the XMP of a TIFF, or else from its own tags. Reading stops at damage. */
export function tiffCredit(image: Buffer): Credit {
  let fromXmp: Credit = {};
  untilTruncated(() => {
    const page = firstPageOf(image);
    for (const { number, at } of tagsOf(page)) {
      if (number !== xmp) continue;
      const { start, bytes } = locateValue(page, at);
      fromXmp = xmpCredit(image.subarray(start, start + bytes));
      break;
    }
  });
  return mergeCredits([fromXmp, exifCredit(image)]);
}
