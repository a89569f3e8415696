/** A page of a TIFF: a count of tags, the tags, and the position of the next page. */
export interface TiffPage {
  view: DataView;
  isLittleEndian: boolean;
  /** Whether its numbers have 64 bits, as in a BigTIFF. */
  isBig: boolean;
  start: number;
  /** The position of the first tag. */
  firstTag: number;
  tagBytes: number;
  tagCount: number;
}

/**
 * Finds the first page. https://www.itu.int/itudoc/itu-t/com16/tiff-fx/docs/tiff6.pdf,
 * https://www.awaresystems.be/imaging/tiff/bigtiff.html
 *
 * @throws {RangeError} when the data is truncated
 */
export function firstPageOf(tiff: Buffer): TiffPage {
  const view = new DataView(tiff.buffer, tiff.byteOffset, tiff.byteLength);
  const isLittleEndian = view.getUint8(0) === 0x49;
  const isBig = view.getUint16(2, isLittleEndian) === 43;
  const start = isBig ? Number(view.getBigUint64(8, isLittleEndian)) : view.getUint32(4, isLittleEndian);
  return pageAt({ view, isLittleEndian, isBig }, start);
}

/**
 * Finds another page of the same file, by its position.
 *
 * @throws {RangeError} when the data is truncated
 */
export function pageAt(
  { view, isLittleEndian, isBig }: Pick<TiffPage, 'view' | 'isLittleEndian' | 'isBig'>,
  start: number,
): TiffPage {
  const [countBytes, tagBytes] = isBig ? [8, 20] : [2, 12];
  const tagCount = isBig ? Number(view.getBigUint64(start, isLittleEndian)) : view.getUint16(start, isLittleEndian);
  return { view, isLittleEndian, isBig, start, firstTag: start + countBytes, tagBytes, tagCount };
}

/**
 * Yields the number and the position of each tag of a page.
 *
 * @throws {RangeError} when the data is truncated
 */
export function* tagsOf({ view, isLittleEndian, firstTag, tagBytes, tagCount }: TiffPage) {
  for (let at = firstTag; at < firstTag + tagCount * tagBytes; at += tagBytes) {
    yield { number: view.getUint16(at, isLittleEndian), at };
  }
}
