import { type Credit, mergeCredits } from '../../credit/credit.ts';
import { exifCredit } from '../../credit/exif-credit.ts';
import { xmpCredit } from '../../credit/xmp-credit.ts';
import { type Item, readItems } from '../iso-media/items.ts';
import { untilTruncated } from '../until-truncated.ts';

const xmpType = 'application/rdf+xml';

/** Reads the credit from the XMP and EXIF of a HEIC, which the decoder does not return. Reading stops at damage. */
export function heicCredit(image: Buffer): Credit {
  let [fromXmp, fromExif]: [Credit, Credit] = [{}, {}];
  untilTruncated(() => {
    const items = readItems(image)?.items ?? [];
    const dataOf = (item: Item | undefined) => item && image.subarray(item.dataStart ?? item.dataEnd, item.dataEnd);
    const xmp = dataOf(items.find(({ contentType }) => contentType === xmpType));
    if (xmp) fromXmp = xmpCredit(xmp);
    const exif = dataOf(items.find(({ type }) => type === 'Exif'));
    // The item begins with the offset of the EXIF.
    if (exif) fromExif = exifCredit(exif.subarray(4 + exif.readUInt32BE()));
  });
  return mergeCredits([fromXmp, fromExif]);
}
