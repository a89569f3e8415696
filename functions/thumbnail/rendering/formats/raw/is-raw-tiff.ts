import { firstPageOf, tagsOf } from '../tiff/first-page.ts';
import { untilTruncated } from '../until-truncated.ts';

const tags = { kind: 254, photometric: 262, maker: 271, pages: 330, dng: 50_706 } as const;
const reduced = 1;
/** Sensor data with one colour at each pixel (colour filter array), or with all colours (linear raw). */
const photometrics: readonly unknown[] = [32_803, 34_892];
const short = 3;

/**
 * Whether a TIFF is a raw image: a DNG, a file with Canon's signature, or a file whose first page has sensor data. Otherwise,
 * the first page must have a small picture, the maker of the camera, and the positions of other pages.
 *
 * @param beginning the first bytes as Latin-1 text; tags beyond them are ignored
 */
export function isRawTiff(beginning: string): boolean {
  const numbers = new Map<number, number>();
  untilTruncated(() => {
    const page = firstPageOf(Buffer.from(beginning, 'latin1'));
    const { view, isLittleEndian } = page;
    for (const { number, at } of tagsOf(page)) {
      const isShort = view.getUint16(at + 2, isLittleEndian) === short;
      numbers.set(number, isShort ? view.getUint16(at + 8, isLittleEndian) : view.getUint32(at + 8, isLittleEndian));
    }
  });
  const isSmallPicture = numbers.get(tags.kind) === reduced && numbers.has(tags.maker) && numbers.has(tags.pages);
  const isSensor = photometrics.includes(numbers.get(tags.photometric));
  return numbers.has(tags.dng) || beginning.startsWith('CR', 8) || isSensor || isSmallPicture;
}
