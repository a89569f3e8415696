import { Rejection } from '../../errors.ts';
import type { Turn } from '../types.ts';
import { type Format, type Rewriting, storedPixelBytes } from './format.ts';
import { bareSamplesOf } from './tiff/bare-samples.ts';
import { tiffCredit } from './tiff/credit.ts';
import { firstPageOf, tagsOf } from './tiff/first-page.ts';
import { layoutOf, photometrics } from './tiff/layout.ts';
import { rewritingOf } from './tiff/rewrite.ts';
import { readTags } from './tiff/tags.ts';
import { takeFullPage } from './tiff/take-full-page.ts';
import { turnOfOrientation } from './turn-of-orientation.ts';
import { untilTruncated } from './until-truncated.ts';

/** The tags of a picture and its colours. https://www.loc.gov/preservation/digital/formats/content/tiff_tags.shtml */
const shownTags = new Set([
  ...[256, 257, 258, 259, 262, 266, 274, 277, 284, 339], // size, samples, compression, orientation
  ...[273, 278, 279, 322, 323, 324, 325], // strips and tiles
  ...[292, 293, 317, 347, 50_674], // fax, predictor, tables of JPEG, LERC
  ...[301, 318, 319, 320, 332, 334, 338, 529, 530, 531, 532, 34_675], // palette, inks, transparency, YCbCr, profile
  ...[512, 513, 514, 515, 517, 518, 519, 520, 521], // JPEG in its old style
]);
const tileWidth = 322;
const photometric = 262;
const orientation = 274;
/** libtiff rejects other orientations, which viewers ignore. */
const isOrientation = (value: number) => value >= 1 && value <= 8;
const jpeg = 7;

export const tiff = {
  matches: (beginning) => ['II*\0', 'MM\0*', 'II+\0', 'MM\0+'].some((signature) => beginning.startsWith(signature)),
  loader: 'VipsForeignLoadTiff',
  isIsolated: false,
  partLimit: undefined,
  memory: {
    kind: 'estimated',
    // Planar storage is assumed, which takes the most memory, because the header does not tell.
    wholeImageBytes: (header) => header.width * header.height * storedPixelBytes(header),
    pixelBytes: storedPixelBytes,
    shrinksOnLoad: false,
  },
  readCredit: tiffCredit,
  inspect(image) {
    let isTiled = false;
    let rewriting: Rewriting | undefined;
    let turn: Turn | undefined;
    untilTruncated(() => {
      turn = turnOfOrientation(takeFullPage(image));
      for (const tag of trimToFirstPage(image)) isTiled ||= tag === tileWidth;
      rewriting = rewritingOfFirstPage(image);
    });
    // In strips, libtiff reports damage as errors; its warnings are about mistakes that many programs make and every viewer tolerates.
    // In tiles, it may report damage as a warning. See docs/decisions/002-lenient-with-cameras-strict-with-damage.md.
    return { image, strictness: isTiled ? 'warning' : 'error', rewriting, turn };
  },
} satisfies Format;

/**
 * @throws {RangeError} when the data is truncated
 * @throws {Rejection} when the values of a tag are cut off, the photometric interpretation is missing, or the samples do not match it
 * or cannot be read
 */
function rewritingOfFirstPage(image: Buffer): Rewriting | undefined {
  const page = firstPageOf(image);
  const data = readTags(image, page);
  if (!data.tags.has(photometric)) {
    throw new Rejection('unsupported-format', 'The tiff image lacks its photometric interpretation (tag 262).');
  }
  const layout = layoutOf(data);
  if (layout?.isPlanar && layout.photometric === photometrics.ycbcr && layout.compression === jpeg) {
    throw new Rejection('unsupported-format', 'The tiff image has its chroma in separate JPEGs.');
  }
  return layout && (rewritingOf(image, layout, data, page.isLittleEndian) ?? bareSamplesOf(image, layout, data));
}

/**
 * Removes from a TIFF all pages but the first, and all tags that do not show, in place, and sorts the rest. Yields each tag.
 * libvips parses every page to count them, and libtiff every tag, in time that grows with the square of how many a page has:
 * 10 MB can take half a minute, which nothing interrupts. libtiff also refuses tags of more than 50 MB, such as the layers of
 * an editor.
 *
 * @throws {RangeError} when the data is truncated
 * @throws {Rejection} when the orientation is cut off
 */
function* trimToFirstPage(image: Buffer): Iterable<number> {
  const page = firstPageOf(image);
  const { view, isLittleEndian, isBig, start, firstTag, tagBytes } = page;
  const [turn = 0] = readTags(image, page, new Set([orientation])).tags.get(orientation) ?? [];
  const kept: Array<{ number: number; bytes: Buffer }> = [];
  for (const { number, at } of tagsOf(page)) {
    yield number;
    const isShown = shownTags.has(number) && (number !== orientation || isOrientation(turn));
    if (isShown) kept.push({ number, bytes: Buffer.from(image.subarray(at, at + tagBytes)) });
  }
  kept.sort((one, other) => one.number - other.number);
  const noNextPage = Buffer.alloc(isBig ? 8 : 4);
  if (isBig) view.setBigUint64(start, BigInt(kept.length), isLittleEndian);
  else view.setUint16(start, kept.length, isLittleEndian);
  Buffer.concat([...kept.map(({ bytes }) => bytes), noNextPage]).copy(image, firstTag);
}
