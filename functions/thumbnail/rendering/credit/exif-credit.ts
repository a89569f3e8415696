import { firstPageOf, tagsOf } from '../formats/tiff/first-page.ts';
import { locateValue, textTypes } from '../formats/tiff/tags.ts';
import { untilTruncated } from '../formats/until-truncated.ts';
import { type Credit, textOf } from './credit.ts';

/** https://www.cipa.jp/std/documents/e/DC-X008-Translation-2019-E.pdf, 4.6.4 */
const fields = new Map<number, keyof Credit>([
  [315, 'artist'],
  [33_432, 'copyright'],
]);
const marker = 'Exif\0\0';

/** A normal file has a few dozen tags. */
const maxTags = 1000;
/** Enough bytes for the longest text that is kept. */
const maxBytes = 4096;

/** Reads the credit from EXIF, or from a TIFF, which has the same structure. Reading stops at damage. */
export function exifCredit(exif: Buffer): Credit {
  const tiff = exif.toString('latin1', 0, marker.length) === marker ? exif.subarray(marker.length) : exif;
  const credit: Credit = {};
  untilTruncated(() => {
    const page = firstPageOf(tiff);
    let tags = 0;
    for (const { number, at } of tagsOf(page)) {
      tags += 1;
      if (tags > maxTags) break;
      const field = fields.get(number);
      if (!field) continue;
      const { type, bytes, start } = locateValue(page, at);
      if (!Object.values(textTypes).includes(type)) continue;
      credit[field] = textOf(tiff.subarray(start, start + Math.min(bytes, maxBytes)));
    }
  });
  return credit;
}
