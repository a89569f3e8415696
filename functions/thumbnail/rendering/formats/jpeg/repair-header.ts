import { isScan, type JpegSegment } from './segments.ts';

/** Bytes before the content of EXIF, and a marker that no decoder reads. */
const [exifPrefixBytes, unused] = [6, 0xef];

/**
 * Repairs a JPEG's header in place, given its segments one after another up to the first scan. It fixes the mistakes that cameras and
 * editors make and every viewer tolerates, so that the decoder need not tolerate anything. See
 * docs/decisions/002-lenient-with-cameras-strict-with-damage.md.
 *
 * @throws {RangeError} when the data is truncated
 */
export function createHeaderRepair(jpeg: Buffer): (segment: JpegSegment) => void {
  let reached = 2;
  let components = 0;
  let isSequential = false;
  let transformAt: number | undefined;

  return (segment) => {
    const { marker, start, content, end } = segment;
    // Only fill bytes may lie between two segments.
    jpeg.fill(0xff, reached, start);
    reached = end;
    if (marker === 0xe0 && startsWith(jpeg, segment, 'JFIF\0')) jpeg.writeUInt8(1, content + 5);
    // Empty EXIF would hide the EXIF that follows it.
    const isEmpty = end - content <= exifPrefixBytes && jpeg.toString('latin1', content, content + 4) === 'Exif';
    if (marker === 0xe1 && isEmpty) jpeg.writeUInt8(unused, start + 1);
    if (marker === 0xee && startsWith(jpeg, segment, 'Adobe')) transformAt = content + 11;
    if (isFrame(marker)) {
      components = jpeg.readUInt8(content + 5);
      isSequential = marker <= 0xc1;
    }
    if (!isScan(segment)) return;
    if (isSequential) jpeg.set([0, 63, 0], content + 1 + jpeg.readUInt8(content) * 2);
    if (transformAt !== undefined) repairTransform(jpeg, transformAt, components);
  };
}

function startsWith(jpeg: Buffer, { content, end }: JpegSegment, text: string): boolean {
  return end >= content + 12 && jpeg.toString('latin1', content, content + text.length) === text;
}

/** Writes what libjpeg assumes when the value is not defined by the standard: YCbCr, and with four components YCCK. */
function repairTransform(jpeg: Buffer, at: number, components: number): void {
  const usual = components === 4 ? 2 : 1;
  if (![0, usual].includes(jpeg.readUInt8(at))) jpeg.writeUInt8(usual, at);
}

/** Whether a marker begins the header of a picture. */
export function isFrame(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
}
