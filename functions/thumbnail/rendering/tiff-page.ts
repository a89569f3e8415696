/** The first page of a TIFF, which is a number of tags, the tags, and where the next page is. */
export interface TiffPage {
  view: DataView;
  isLittleEndian: boolean;
  /** With numbers of 64 bits: BigTIFF. */
  isBig: boolean;
  start: number;
  /** Where the first tag is. */
  firstTag: number;
  tagBytes: number;
  tagCount: number;
}

/**
 * https://www.itu.int/itudoc/itu-t/com16/tiff-fx/docs/tiff6.pdf, https://www.awaresystems.be/imaging/tiff/bigtiff.html
 *
 * @throws RangeError when there is none
 */
export function firstPageOf(tiff: Buffer): TiffPage {
  const view = new DataView(tiff.buffer, tiff.byteOffset, tiff.byteLength);
  const isLittleEndian = view.getUint8(0) === 0x49;
  const isBig = view.getUint16(2, isLittleEndian) === 43;
  const numberAt = (at: number) =>
    isBig ? Number(view.getBigUint64(at, isLittleEndian)) : view.getUint32(at, isLittleEndian);
  const start = numberAt(isBig ? 8 : 4);
  const [countBytes, tagBytes] = isBig ? [8, 20] : [2, 12];
  const tagCount = isBig ? numberAt(start) : view.getUint16(start, isLittleEndian);
  return { view, isLittleEndian, isBig, start, firstTag: start + countBytes, tagBytes, tagCount };
}

/**
 * The number of each tag of a page, and where it is.
 *
 * @throws RangeError when the page breaks off
 */
export function* tagsOf({ view, isLittleEndian, firstTag, tagBytes, tagCount }: TiffPage) {
  for (let at = firstTag; at < firstTag + tagCount * tagBytes; at += tagBytes) {
    yield { number: view.getUint16(at, isLittleEndian), at };
  }
}
