import { firstPageOf, pageAt } from '../tiff/first-page.ts';
import { readTags } from '../tiff/tags.ts';

/** https://helpx.adobe.com/camera-raw/digital-negative.html */
const tags = { compression: 259, offsets: 273, pages: 330 } as const;
const jpeg = 7;

/** A DNG has about five pages. */
const maxPages = 50;

/**
 * Yields the start of each preview in a DNG. A preview is the only strip of its page. Sensor data may be JPEGs too, but one for each
 * tile.
 *
 * @throws {RangeError} when the data is truncated
 */
export function* dngPreviews(file: Buffer): Iterable<number> {
  const wanted = new Set<number>(Object.values(tags));
  const pages = [firstPageOf(file)];
  for (let count = 0, page = pages.shift(); page && count < maxPages; page = pages.shift(), count += 1) {
    const { tags: found } = readTags(file, page, wanted);
    const [start, ...others] = found.get(tags.offsets) ?? [];
    if (found.get(tags.compression)?.[0] === jpeg && start !== undefined && others.length === 0) yield start;
    pages.push(...(found.get(tags.pages) ?? []).slice(0, maxPages).map((at) => pageAt(page, at)));
  }
}
