import { Rejection } from '../../../errors.ts';
import { firstPageOf, pageAt, type TiffPage } from './first-page.ts';
import { photometrics } from './layout.ts';
import { readTags } from './tags.ts';

const tags = { kind: 254, width: 256, photometric: 262, orientation: 274, pages: 330 } as const;
const isReduced = 1;
const shown: readonly unknown[] = Object.values(photometrics);

/** A file has a few pages of one picture. */
const maxPages = 50;

/**
 * Makes the first page the one that it is a smaller version of, in place. Cameras and scanners store the small picture first, and the
 * whole one in a page of that page, or in a later one. https://www.awaresystems.be/imaging/tiff/tifftags/newsubfiletype.html
 *
 * @returns the orientation of the first page, if it counts because the whole picture declares none
 * @throws {RangeError} when the first page is truncated
 * @throws {Rejection} when the other pages are, or the values of a tag are cut off
 */
export function takeFullPage(tiff: Buffer): number | undefined {
  const first = firstPageOf(tiff);
  const { kind = 0, width = 0, orientation } = factsOf(tiff, first);
  if ((kind & isReduced) === 0) return undefined;
  const full = fullPageOf(tiff, first, width);
  if (!full) return undefined;
  const { view, isLittleEndian, isBig, start } = full;
  if (isBig) view.setBigUint64(8, BigInt(start), isLittleEndian);
  else view.setUint32(4, start, isLittleEndian);
  return factsOf(tiff, full).orientation === undefined ? orientation : undefined;
}

/** @throws {Rejection} when the pages are truncated: the small picture would be shown instead */
function fullPageOf(tiff: Buffer, first: TiffPage, smallWidth: number): TiffPage | undefined {
  try {
    for (const page of otherPages(tiff, first)) {
      const { kind = 0, width = 0, photometric } = factsOf(tiff, page);
      if ((kind & isReduced) === 0 && width > smallWidth && shown.includes(photometric)) return page;
    }
    return undefined;
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    const reason = `The tiff image is cut off: it has ${tiff.length} bytes, and its pages end later.`;
    throw new Rejection('corrupt-image', reason, { cause: error });
  }
}

/** Yields the pages within the first page, and those after it. */
function* otherPages(tiff: Buffer, first: TiffPage): Iterable<TiffPage> {
  const within = readTags(tiff, first, new Set([tags.pages])).tags.get(tags.pages) ?? [];
  for (const start of within.slice(0, maxPages)) yield pageAt(first, start);
  let page = first;
  for (let count = 0; count < maxPages; count += 1) {
    const { view, isLittleEndian, isBig, firstTag, tagBytes, tagCount } = page;
    const at = firstTag + tagCount * tagBytes;
    const start = isBig ? Number(view.getBigUint64(at, isLittleEndian)) : view.getUint32(at, isLittleEndian);
    if (start === 0) return;
    page = pageAt(first, start);
    yield page;
  }
}

function factsOf(tiff: Buffer, page: TiffPage) {
  const wanted = [tags.kind, tags.width, tags.photometric, tags.orientation];
  const { tags: found } = readTags(tiff, page, new Set(wanted));
  const [kind, width, photometric, orientation] = wanted.map((tag) => found.get(tag)?.[0]);
  return { kind, width, photometric, orientation };
}
