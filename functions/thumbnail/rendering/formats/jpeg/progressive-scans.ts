import type { AcScan } from './ac-scan.ts';
import { type Component, type Frame, readFrame } from './frame.ts';
import { type HuffmanTablePositions, huffmanTableAt, locateHuffmanTables } from './huffman-tables.ts';
import { isFrame } from './repair-header.ts';
import { isScan, type JpegSegment } from './segments.ts';

export interface ProgressiveScans {
  frame: Frame;
  acScans: readonly LocatedAcScan[];
  /** The position of the marker that ends the image. */
  end: number;
}

export interface LocatedAcScan extends AcScan {
  component: Component;
  /** The position of its marker. */
  start: number;
}

const progressiveFrame = 0xc2;
const defineTables = 0xc4;
const endOfImage = 0xd9;
const coefficients = 64;
const maxLowBit = 13;

/**
 * Returns the scans of a progressive JPEG when together they bring every bit of every coefficient, each in its order, and nothing in
 * its segments is unusual; otherwise undefined.
 *
 * @throws {RangeError} when the data is truncated
 */
export function progressiveScans(jpeg: Buffer, segments: readonly JpegSegment[]): ProgressiveScans | undefined {
  const tables: HuffmanTablePositions = new Map();
  const acScans: LocatedAcScan[] = [];
  let frame: Frame | undefined;
  /** By component: the lowest bit of each coefficient that a scan has brought. */
  const reached = new Map<number, number[]>();

  for (const [index, segment] of segments.entries()) {
    const { marker, start, content, end } = segment;
    if (marker === defineTables) locateHuffmanTables(jpeg, segment, tables);
    if (isFrame(marker)) {
      if (marker !== progressiveFrame || frame) return undefined;
      frame = readFrame(jpeg, content);
      for (const { id } of frame.components) reached.set(id, []);
    }
    if (marker === endOfImage) return frame && isComplete(frame, reached) ? { frame, acScans, end: start } : undefined;
    if (!isScan(segment)) continue;

    const header = readScanHeader(jpeg, segment);
    const dataEnd = segments[index + 1]?.start;
    if (!header || dataEnd === undefined || !advance(header, reached)) return undefined;
    if (header.from === 0) continue;
    const { from, to, isRefinement } = header;
    const component = frame?.components.find(({ id }) => id === header.ids[0]);
    const table = huffmanTableAt(jpeg, tables.get(0x10 | header.acTable));
    if (!component || !table) return undefined;
    acScans.push({ component, from, to, isRefinement, table, start, dataStart: end, dataEnd });
  }
  return undefined;
}

type ScanHeader = NonNullable<ReturnType<typeof readScanHeader>>;

/** Returns undefined when a scan like this is not defined by the standard. */
function readScanHeader(jpeg: Buffer, { content, end }: JpegSegment) {
  const count = jpeg.readUInt8(content);
  const last = content + 1 + count * 2;
  if (count === 0 || end !== last + 3) return undefined;
  const ids = Array.from({ length: count }, (_, index) => jpeg.readUInt8(content + 1 + index * 2));
  const [from, to] = [jpeg.readUInt8(last), jpeg.readUInt8(last + 1)];
  const [highBit, lowBit] = [jpeg.readUInt8(last + 2) >> 4, jpeg.readUInt8(last + 2) & 15];
  const isRefinement = highBit > 0;
  const isBand = from === 0 ? to === 0 : count === 1 && from <= to && to < coefficients;
  if (!isBand || lowBit > maxLowBit || (isRefinement && highBit !== lowBit + 1)) return undefined;
  return { ids, from, to, highBit, lowBit, isRefinement, acTable: jpeg.readUInt8(content + 2) & 15 };
}

/** Notes the bits that a scan brings; returns false when they do not follow those that are there. */
function advance(
  { ids, from, to, highBit, lowBit, isRefinement }: ScanHeader,
  reached: Map<number, number[]>,
): boolean {
  return ids.every((id) => {
    const bits = reached.get(id);
    if (!bits || (from > 0 && bits[0] === undefined)) return false;
    for (let coefficient = from; coefficient <= to; coefficient += 1) {
      if (bits[coefficient] !== (isRefinement ? highBit : undefined)) return false;
      bits[coefficient] = lowBit;
    }
    return true;
  });
}

/** Otherwise libjpeg smooths the blocks. */
function isComplete({ components }: Frame, reached: ReadonlyMap<number, number[]>): boolean {
  return components.every(({ id }) => {
    const bits = reached.get(id) ?? [];
    return Array.from({ length: coefficients }, (_, index) => bits[index]).every((bit) => bit === 0);
  });
}
