import { firstPageOf, tagsOf } from './tiff-page.ts';

/** What a picture is made of, and its colours. https://www.loc.gov/preservation/digital/formats/content/tiff_tags.shtml */
const shown = new Set([
  ...[256, 257, 258, 259, 262, 266, 274, 277, 284, 339], // size, samples, compression, how it is turned
  ...[273, 278, 279, 322, 323, 324, 325], // strips and tiles
  ...[292, 293, 317, 347, 50_674], // fax, predictor, tables of JPEG, LERC
  ...[301, 318, 319, 320, 332, 334, 338, 529, 530, 531, 532, 34_675], // palette, inks, transparency, YCbCr, profile
  ...[512, 513, 514, 515, 517, 518, 519, 520, 521], // JPEG as it was stored at first
]);

/**
 * Leaves of a TIFF the first page, and of its tags those that show, in their order. libvips parses every page to count them, and
 * libtiff every tag, in time that grows with the square of how many a page has: 10 MB can take half a minute, which nothing can
 * break off. And it refuses tags of more than 50 MB, which the layers of an editor soon are.
 *
 * @throws RangeError when it breaks off
 */
export function trimTiff(tiff: Buffer): void {
  const page = firstPageOf(tiff);
  const { view, isLittleEndian, isBig, start, firstTag, tagBytes } = page;
  const kept = [...tagsOf(page)]
    .filter(({ number }) => shown.has(number))
    .sort((one, other) => one.number - other.number)
    .map(({ at }) => Buffer.from(tiff.subarray(at, at + tagBytes)));
  const noNextPage = Buffer.alloc(isBig ? 8 : 4);
  if (isBig) view.setBigUint64(start, BigInt(kept.length), isLittleEndian);
  else view.setUint16(start, kept.length, isLittleEndian);
  Buffer.concat([...kept, noNextPage]).copy(tiff, firstTag);
}
