import { Rejection } from '../../../errors.ts';
import { type TiffPage, tagsOf } from './first-page.ts';

/** The values of a page's tags, by the numbers of the tags. */
export type Tags = ReadonlyMap<number, readonly number[]>;

/** The types of a text. UTF-8 came with Exif 3.0. */
export const textTypes = { ascii: 2, utf8: 129 };

/** The bytes of a value, by its type. */
const typeBytes: Partial<Record<number, number>> = {
  ...[0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4, 0, 0, 8, 8, 8],
  [textTypes.utf8]: 1,
};
/** Max values of a tag. Strips and colour tables have fewer. A profile may have more, but is not read as numbers. */
const maxValues = 1_000_000;
const profile = 34_675;

export interface TagData {
  tags: Tags;
  profile: Buffer | undefined;
}

/**
 * Reads the tags of a page.
 *
 * @param wanted the numbers of the tags to read; all tags when it is unset
 * @throws {RangeError} when the data is truncated among the tags
 * @throws {Rejection} when the values of a tag lie beyond the end: decoders would ignore the tag, and show wrong colours
 */
export function readTags(tiff: Buffer, page: TiffPage, wanted?: ReadonlySet<number>): TagData {
  const { view, isLittleEndian } = page;
  const tags = new Map<number, readonly number[]>();
  let profileBytes: Buffer | undefined;
  for (const { number, at } of tagsOf(page)) {
    if (wanted && !wanted.has(number)) continue;
    const { type, count, start, bytes } = locateValue(page, at);
    if (start + bytes > tiff.length) {
      const reason = `The tiff image is cut off: it has ${tiff.length} bytes, and the values of its tag ${number} end`;
      throw new Rejection('corrupt-image', `${reason} at ${start + bytes}.`);
    }
    if (number === profile) profileBytes = tiff.subarray(start, start + bytes);
    else if (count <= maxValues && bytes > 0) {
      tags.set(
        number,
        Array.from({ length: count }, (_, index) => valueAt(view, start, index, type, isLittleEndian)),
      );
    }
  }
  return { tags, profile: profileBytes };
}

/**
 * Returns the type, the count, the length and the position of the values of a tag.
 *
 * @param at the position of the tag
 * @throws {RangeError} when the data is truncated
 */
export function locateValue({ view, isLittleEndian, isBig }: TiffPage, at: number) {
  const numberAt = (place: number) =>
    isBig ? Number(view.getBigUint64(place, isLittleEndian)) : view.getUint32(place, isLittleEndian);
  const type = view.getUint16(at + 2, isLittleEndian);
  const count = numberAt(at + 4);
  const bytes = (typeBytes[type] ?? 0) * count;
  const inPlace = at + (isBig ? 12 : 8);
  const start = bytes <= (isBig ? 8 : 4) ? inPlace : numberAt(inPlace);
  return { type, count, bytes, start };
}

/** Reads one value, by its type. The other types are unsigned bytes. */
const readers: Partial<Record<number, (view: DataView, at: number, isLittleEndian: boolean) => number>> = {
  3: (view, at, isLittleEndian) => view.getUint16(at, isLittleEndian),
  4: (view, at, isLittleEndian) => view.getUint32(at, isLittleEndian),
  5: (view, at, isLittleEndian) => view.getUint32(at, isLittleEndian) / view.getUint32(at + 4, isLittleEndian),
  6: (view, at) => view.getInt8(at),
  8: (view, at, isLittleEndian) => view.getInt16(at, isLittleEndian),
  9: (view, at, isLittleEndian) => view.getInt32(at, isLittleEndian),
  10: (view, at, isLittleEndian) => view.getInt32(at, isLittleEndian) / view.getInt32(at + 4, isLittleEndian),
  11: (view, at, isLittleEndian) => view.getFloat32(at, isLittleEndian),
  12: (view, at, isLittleEndian) => view.getFloat64(at, isLittleEndian),
  13: (view, at, isLittleEndian) => view.getUint32(at, isLittleEndian),
  16: (view, at, isLittleEndian) => Number(view.getBigUint64(at, isLittleEndian)),
  17: (view, at, isLittleEndian) => Number(view.getBigInt64(at, isLittleEndian)),
  18: (view, at, isLittleEndian) => Number(view.getBigUint64(at, isLittleEndian)),
};

function valueAt(view: DataView, start: number, index: number, type: number, isLittleEndian: boolean): number {
  const at = start + index * (typeBytes[type] ?? 0);
  return readers[type]?.(view, at, isLittleEndian) ?? view.getUint8(at);
}
