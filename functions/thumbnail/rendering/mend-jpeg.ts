import { isScan, type JpegSegment, jpegSegments } from './jpeg-segments.ts';

/**
 * Puts right, in place, the slips in a JPEG's header that cameras and editors make and every viewer passes over, so that it can be
 * decoded without passing over anything else. See docs/decisions/002-lenient-with-cameras-strict-with-damage.md.
 *
 * @throws RangeError when it breaks off
 */
export function repairJpegHeader(jpeg: Buffer): void {
  let reached = 2;
  let components = 0;
  let isSequential = false;
  let transform: number | undefined;
  for (const segment of jpegSegments(jpeg)) {
    const { marker, start, content, end } = segment;
    // Between two segments any number of these may be, but nothing else.
    jpeg.fill(0xff, reached, start);
    reached = end;
    if (marker === 0xe0 && begins(jpeg, segment, 'JFIF\0')) jpeg.writeUInt8(1, content + 5);
    if (marker === 0xee && begins(jpeg, segment, 'Adobe')) transform = content + 11;
    if (isFrame(marker)) {
      components = jpeg.readUInt8(content + 5);
      isSequential = marker <= 0xc1;
    }
    // What comes after it is data, in which a slip could be damage.
    if (!isScan(segment)) continue;
    if (isSequential) jpeg.set([0, 63, 0], content + 1 + jpeg.readUInt8(content) * 2);
    if (transform !== undefined) mendTransform(jpeg, transform, components);
    return;
  }
}

function begins(jpeg: Buffer, { content, end }: JpegSegment, text: string): boolean {
  return end >= content + 12 && jpeg.toString('latin1', content, content + text.length) === text;
}

/** As libjpeg takes it when it is one that there is not: YCbCr, and with four components YCCK. */
function mendTransform(jpeg: Buffer, at: number, components: number): void {
  const usual = components === 4 ? 2 : 1;
  if (![0, usual].includes(jpeg.readUInt8(at))) jpeg.writeUInt8(usual, at);
}

function isFrame(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
}
