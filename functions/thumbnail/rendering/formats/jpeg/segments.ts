import { markers } from './markers.ts';

export interface JpegSegment {
  /** The second byte of the marker that it begins with. */
  marker: number;
  /** The position of the marker. */
  start: number;
  /** The position of its content, which follows its length if it has one. */
  content: number;
  end: number;
}

/** Max bytes between two segments before the first scan. More bytes are damage, not a mistake of an encoder. */
const maxBytesBetween = 65_536;

/**
 * Yields the segments of a JPEG up to its end marker, without the data of its scans. https://www.w3.org/Graphics/JPEG/itu-t81.pdf, annex B
 *
 * @throws {RangeError} when the data is truncated, or no further segment is near
 */
export function* jpegSegments(jpeg: Buffer): Iterable<JpegSegment> {
  let reached = 2;
  for (let start = jpeg.indexOf(0xff, 2); start >= 0; ) {
    if (start - reached > maxBytesBetween) throw new RangeError('There is no further segment.');
    const marker = jpeg.readUInt8(start + 1);
    if (marker === markers.endOfImage) {
      yield { marker, start, content: start + 2, end: start + 2 };
      return;
    }
    let end = start + 2;
    if (marker === 0xff) end = start + 1;
    else if (!isStandalone(marker)) {
      const bytes = jpeg.readUInt16BE(start + 2);
      end = start + 2 + bytes;
      // A length below its own two bytes is invalid. libjpeg continues after them, so they count as bytes between two segments.
      if (bytes < 2) {
        start = jpeg.indexOf(0xff, start + 4);
        continue;
      }
      yield { marker, start, content: start + 4, end };
      reached = marker === markers.startOfScan ? Number.POSITIVE_INFINITY : end;
    }
    start = jpeg.indexOf(0xff, end);
  }
}

export function isScan({ marker }: JpegSegment): boolean {
  return marker === markers.startOfScan;
}

/** Whether a segment holds application data, such as EXIF, XMP and colour profiles. */
export function isApplicationData({ marker }: JpegSegment): boolean {
  return marker >= 0xe0 && marker <= 0xef;
}

/** Whether a marker has no segment: an escaped byte of a scan, a restart, or a marker without content. */
function isStandalone(marker: number): boolean {
  return marker <= 0x01 || (marker >= 0xd0 && marker <= 0xd8);
}
