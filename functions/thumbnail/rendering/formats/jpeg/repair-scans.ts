import { untilTruncated } from '../until-truncated.ts';
import { endOfImage } from './end-of-image.ts';
import { hasAllBlocks } from './has-all-blocks.ts';
import { isFrame } from './repair-header.ts';
import { isScan, type JpegSegment, jpegSegments } from './segments.ts';
import { sequentialScan } from './sequential-scan.ts';
import { withoutRepeatedSurplus } from './without-repeated-surplus.ts';

const coefficients = 64;

/** Fewer surplus bytes than this have to be zeros: damage leaves some by chance, and a few of them may be equal. */
const minEqualBytes = 4;

/**
 * Repairs what libjpeg complains about in the scans although the picture is whole. See
 * docs/decisions/002-lenient-with-cameras-strict-with-damage.md.
 */
export function repairScans(jpeg: Buffer, complaint: string): Buffer | undefined {
  if (/premature end of JPEG/i.test(complaint)) return withEnd(jpeg);
  if (/Invalid SOS parameters/i.test(complaint)) return withScanHeaders(jpeg);
  const [, bytes, marker] = /(\d+) extraneous bytes? before marker 0x([0-9a-f]{2})/i.exec(complaint) ?? [];
  if (!bytes || !marker) return undefined;
  return (
    untilTruncated(() => withoutRepeatedSurplus(jpeg)) ??
    withoutSurplus(jpeg, Number(bytes), Number.parseInt(marker, 16))
  );
}

/** Adds the end marker, unless data is missing too and the decoder would not report that. */
function withEnd(jpeg: Buffer): Buffer | undefined {
  if (jpeg.subarray(-2).equals(endOfImage) || !hasAllScans(jpeg)) return undefined;
  return Buffer.concat([jpeg, endOfImage]);
}

/**
 * Whether the scans bring every bit of every component, according to their headers. libvips reports missing data within one of several
 * scans.
 */
function hasAllScans(jpeg: Buffer): boolean {
  let scans = 0;
  /** By component: the lowest bit of each coefficient that a scan has brought. */
  const reached = new Map<number, number[]>();
  let components: number[] = [];
  untilTruncated(() => {
    for (const segment of jpegSegments(jpeg)) {
      if (isFrame(segment.marker)) components = listOf(jpeg, segment.content + 5, 3);
      if (!isScan(segment)) continue;
      scans += 1;
      const ids = listOf(jpeg, segment.content, 2);
      const last = segment.content + 1 + ids.length * 2;
      const [from, to, lowBit] = [jpeg.readUInt8(last), jpeg.readUInt8(last + 1), jpeg.readUInt8(last + 2) & 15];
      for (const id of ids) {
        const bits = reached.get(id) ?? Array<number>(coefficients).fill(Number.POSITIVE_INFINITY);
        reached.set(id, bits.fill(lowBit, from, to + 1));
      }
    }
  });
  const isWhole = components.length > 0 && components.every((id) => reached.get(id)?.every((bit) => bit === 0));
  if (!isWhole || scans > 1) return isWhole;
  const scan = untilTruncated(() => sequentialScan(jpeg, jpegSegments(jpeg)));
  return scan !== undefined && hasAllBlocks(jpeg, scan);
}

/** Writes the only values that a sequential JPEG may have into the header of each scan. */
function withScanHeaders(jpeg: Buffer): Buffer | undefined {
  let components: number[] | undefined;
  let isRepaired = false;
  untilTruncated(() => {
    for (const segment of jpegSegments(jpeg)) {
      if (isFrame(segment.marker))
        components = segment.marker <= 0xc1 ? listOf(jpeg, segment.content + 5, 3) : undefined;
      if (!isScan(segment) || !components) continue;
      const ids = listOf(jpeg, segment.content, 2);
      if (!isScanHeader(segment, ids, components)) continue;
      const values = jpeg.subarray(segment.end - 3, segment.end);
      isRepaired ||= values[0] !== 0 || values[1] !== 63 || values[2] !== 0;
      values.set([0, 63, 0]);
    }
  });
  return isRepaired ? jpeg : undefined;
}

/** In damaged data, anything may look like the marker of a scan. */
function isScanHeader({ content, end }: JpegSegment, ids: readonly number[], components: readonly number[]): boolean {
  return end === content + 4 + ids.length * 2 && ids.every((id) => components.includes(id));
}

/** Returns the first byte of each entry in a list that begins with their number. */
function listOf(jpeg: Buffer, at: number, entryBytes: number): number[] {
  return Array.from({ length: jpeg.readUInt8(at) }, (_, index) => jpeg.readUInt8(at + 1 + index * entryBytes));
}

/** Removes surplus bytes before a marker. They are all equal, unlike what damage leaves. */
function withoutSurplus(jpeg: Buffer, bytes: number, marker: number): Buffer | undefined {
  const isRestart = marker >= 0xd0 && marker <= 0xd7;
  const kept: Buffer[] = [];
  let reached = 0;
  let filler: number | undefined;
  for (let at = jpeg.indexOf(0xff, 1); at >= 0; at = jpeg.indexOf(0xff, at + 1)) {
    const found = jpeg[at + 1] ?? 0;
    if (isRestart ? found < 0xd0 || found > 0xd7 : found !== marker) continue;
    // Before restarts, libjpeg counts more bytes than there are, and their number may differ from restart to restart.
    const count = isRestart ? equalBytesBefore(jpeg, at) : bytes;
    if (at - count < reached || !isFiller(jpeg.subarray(at - count, at))) continue;
    filler ??= jpeg[at - 1];
    if (jpeg[at - 1] !== filler) continue;
    kept.push(jpeg.subarray(reached, at - count));
    reached = at;
  }
  return kept.length > 0 ? Buffer.concat([...kept, jpeg.subarray(reached)]) : undefined;
}

/** Returns how many bytes before a position are equal. A zero after 0xff is a part of the data. */
function equalBytesBefore(jpeg: Buffer, end: number): number {
  let start = end;
  while (start > 0 && jpeg[start - 1] === jpeg[end - 1]) start -= 1;
  return end - start - (jpeg[end - 1] === 0 && jpeg[start - 1] === 0xff ? 1 : 0);
}

function isFiller(bytes: Buffer): boolean {
  return (
    bytes.length > 0 && bytes.every((byte) => byte === bytes[0]) && (bytes.length >= minEqualBytes || bytes[0] === 0)
  );
}
