export interface JpegSegment {
  /** The second byte of the marker that it begins with. */
  marker: number;
  /** Where the marker is. */
  start: number;
  /** Where what it holds is, behind its length. */
  content: number;
  end: number;
}

/** Between two segments before the first scan: more are no slip. */
const mostBytesBetween = 65_536;
const endOfImage = 0xd9;
const startOfScan = 0xda;

/**
 * The segments of a JPEG up to its end, without the data of its scans. https://www.w3.org/Graphics/JPEG/itu-t81.pdf, annex B
 *
 * @throws RangeError when it breaks off
 */
export function* jpegSegments(jpeg: Buffer): Iterable<JpegSegment> {
  let reached = 2;
  for (let start = jpeg.indexOf(0xff, 2); start >= 0; ) {
    if (start - reached > mostBytesBetween) throw new RangeError('There is no further segment.');
    const marker = jpeg.readUInt8(start + 1);
    if (marker === endOfImage) return;
    let end = start + 2;
    if (marker === 0xff) end = start + 1;
    else if (!isAlone(marker)) {
      end = start + 2 + jpeg.readUInt16BE(start + 2);
      yield { marker, start, content: start + 4, end };
      reached = marker === startOfScan ? Number.POSITIVE_INFINITY : end;
    }
    start = jpeg.indexOf(0xff, end);
  }
}

export function isScan({ marker }: JpegSegment): boolean {
  return marker === startOfScan;
}

/** Without a segment: an escaped byte of a scan, restarts in it, and markers that hold nothing. */
function isAlone(marker: number): boolean {
  return marker <= 0x01 || (marker >= 0xd0 && marker <= 0xd8);
}
