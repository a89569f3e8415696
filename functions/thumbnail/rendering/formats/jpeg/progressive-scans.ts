import { type Component, type Frame, readFrame } from './frame.ts';
import {
  type HuffmanTable,
  type HuffmanTablePositions,
  hasWholeTables,
  huffmanTableAt,
  locateHuffmanTables,
} from './huffman-tables.ts';
import { markers } from './markers.ts';
import { isFrame } from './repair-header.ts';
import { isApplicationData, isScan, type JpegSegment } from './segments.ts';

export interface ProgressiveScans {
  frame: Frame;
  scans: readonly ProgressiveScan[];
}

/** A scan of the DC coefficients of some components, or of AC coefficients of one. */
export interface ProgressiveScan {
  components: readonly ScanComponent[];
  /** The first coefficient; 0 is DC. */
  from: number;
  /** The last coefficient. */
  to: number;
  /** The lowest bit that the scan brings. */
  lowBit: number;
  /** Whether earlier scans have brought the higher bits. */
  isRefinement: boolean;
  /** The position of its data. */
  dataStart: number;
  dataEnd: number;
}

export interface ScanComponent {
  component: Component;
  /** Is missing where the scan needs none. */
  table: HuffmanTable | undefined;
}

const lengthBytes = 2;
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
  const scans: ProgressiveScan[] = [];
  let frame: Frame | undefined;
  /** By component: the lowest bit of each coefficient that a scan has brought. */
  const reached = new Map<number, number[]>();

  let reachedEnd = 2;
  for (const [index, segment] of segments.entries()) {
    const { marker, start, content, end } = segment;
    if (start !== reachedEnd || !isUsual(jpeg, segment, scans.length > 0)) return undefined;
    // The data of a scan ends where the next segment starts.
    const dataEnd = isScan(segment) ? segments[index + 1]?.start : end;
    if (dataEnd === undefined) return undefined;
    reachedEnd = dataEnd;
    if (marker === markers.defineTables) locateHuffmanTables(jpeg, segment, tables);
    if (isFrame(marker)) {
      if (marker !== markers.progressiveFrame || frame) return undefined;
      frame = readFrame(jpeg, content);
      if (frame.width === 0 || frame.height === 0) return undefined;
      for (const { id } of frame.components) reached.set(id, []);
    }
    if (marker === markers.endOfImage) return frame && isComplete(frame, reached) ? { frame, scans } : undefined;
    if (!isScan(segment)) continue;

    const header = readScanHeader(jpeg, segment);
    if (!header || !advance(header, reached)) return undefined;
    const { from, to, lowBit, isRefinement } = header;
    const components = componentsOf(header, frame, (number) => huffmanTableAt(jpeg, tables.get(number)));
    if (!components) return undefined;
    scans.push({ components, from, to, lowBit, isRefinement, dataStart: end, dataEnd });
  }
  return undefined;
}

/** Whether a segment changes nothing but codes. Of those after the first scan, the decoder will see none. */
function isUsual(jpeg: Buffer, segment: JpegSegment, isAfterScan: boolean): boolean {
  const { marker, content, end } = segment;
  if (marker === markers.defineTables) return hasWholeTables(jpeg, segment);
  if (marker === markers.defineRestarts) return end - content === lengthBytes && jpeg.readUInt16BE(content) === 0;
  if (!isAfterScan) return true;
  return isScan(segment) || marker === markers.endOfImage || marker === markers.comment || isApplicationData(segment);
}

type ScanHeader = NonNullable<ReturnType<typeof readScanHeader>>;

/** Returns undefined when a scan like this is not defined by the standard. */
function readScanHeader(jpeg: Buffer, { content, end }: JpegSegment) {
  const count = jpeg.readUInt8(content);
  const last = content + 1 + count * 2;
  if (count === 0 || end !== last + 3) return undefined;
  const chosen = Array.from({ length: count }, (_, index) => ({
    id: jpeg.readUInt8(content + 1 + index * 2),
    tables: jpeg.readUInt8(content + 2 + index * 2),
  }));
  const [from, to] = [jpeg.readUInt8(last), jpeg.readUInt8(last + 1)];
  const [highBit, lowBit] = [jpeg.readUInt8(last + 2) >> 4, jpeg.readUInt8(last + 2) & 15];
  const isRefinement = highBit > 0;
  const isBand = from === 0 ? to === 0 : count === 1 && from <= to && to < coefficients;
  if (!isBand || lowBit > maxLowBit || (isRefinement && highBit !== lowBit + 1)) return undefined;
  return { chosen, from, to, highBit, lowBit, isRefinement };
}

/** Notes the bits that a scan brings; returns false when they do not follow those that are there. */
function advance(
  { chosen, from, to, highBit, lowBit, isRefinement }: ScanHeader,
  reached: Map<number, number[]>,
): boolean {
  return chosen.every(({ id }) => {
    const bits = reached.get(id);
    if (!bits || (from > 0 && bits[0] === undefined)) return false;
    for (let coefficient = from; coefficient <= to; coefficient += 1) {
      if (bits[coefficient] !== (isRefinement ? highBit : undefined)) return false;
      bits[coefficient] = lowBit;
    }
    return true;
  });
}

/** Returns undefined when a component or a table is missing, or in another order than in the frame. A refinement of DC has no codes. */
function componentsOf(
  { chosen, from, isRefinement }: ScanHeader,
  frame: Frame | undefined,
  tableOf: (number: number) => HuffmanTable | undefined,
): ScanComponent[] | undefined {
  const hasCodes = from > 0 || !isRefinement;
  const found = chosen.flatMap(({ id, tables }) => {
    const component = frame?.components.find((it) => it.id === id);
    const table = hasCodes ? tableOf(from > 0 ? 0x10 | (tables & 15) : tables >> 4) : undefined;
    return component && (table || !hasCodes) ? [{ component, table }] : [];
  });
  const order = found.map(({ component }) => frame?.components.indexOf(component) ?? -1);
  const isInOrder = order.every((index, at) => at === 0 || index > (order[at - 1] ?? index));
  return found.length === chosen.length && isInOrder ? found : undefined;
}

/** Otherwise libjpeg smooths the blocks. */
function isComplete({ components }: Frame, reached: ReadonlyMap<number, number[]>): boolean {
  return components.every(({ id }) => {
    const bits = reached.get(id) ?? [];
    return Array.from({ length: coefficients }, (_, index) => bits[index]).every((bit) => bit === 0);
  });
}
