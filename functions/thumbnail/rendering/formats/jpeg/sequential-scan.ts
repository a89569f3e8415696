import { type Component, type Frame, readFrame } from './frame.ts';
import { frameLayout } from './frame-layout.ts';
import {
  type HuffmanTable,
  type HuffmanTablePositions,
  huffmanTableAt,
  locateHuffmanTables,
} from './huffman-tables.ts';
import { markers } from './markers.ts';
import { isFrame } from './repair-header.ts';
import { isScan, type JpegSegment } from './segments.ts';

/** A scan of all components of a sequential JPEG, which consists of units of the same blocks. */
export interface SequentialScan {
  /** The position of its data. */
  start: number;
  frame: Frame;
  /** The blocks of a unit. */
  blocks: readonly ScanBlock[];
  units: number;
  /** Units between two restarts; 0 when there are none. */
  restartInterval: number;
}

/** The tables that a block is encoded with. */
export interface BlockTables {
  dc: HuffmanTable;
  ac: HuffmanTable;
}

export interface ScanBlock extends BlockTables {
  component: Component;
}

/**
 * Returns the first scan of a sequential JPEG, or undefined when a component or a table is missing.
 *
 * @throws {RangeError} when the data is truncated in its header
 */
export function sequentialScan(jpeg: Buffer, segments: Iterable<JpegSegment>): SequentialScan | undefined {
  const tables: HuffmanTablePositions = new Map();
  let frame: Frame | undefined;
  let restartInterval = 0;
  for (const segment of segments) {
    const { marker, content, end } = segment;
    if (marker === markers.defineTables) locateHuffmanTables(jpeg, segment, tables);
    if (marker === markers.defineRestarts) restartInterval = jpeg.readUInt16BE(content);
    if (isFrame(marker)) frame = readFrame(jpeg, content);
    if (!isScan(segment)) continue;
    if (!frame) return undefined;
    const { unitsAcross, unitsDown, of } = frameLayout(frame);
    const built = new Map<number, HuffmanTable | undefined>();
    const tableOf = (number: number) => {
      if (!built.has(number)) built.set(number, huffmanTableAt(jpeg, tables.get(number)));
      return built.get(number);
    };
    const blocks = frame.components.map((component, index) => {
      const at = content + 1 + index * 2;
      const selectors = jpeg.readUInt8(at + 1);
      const [dc, ac] = [tableOf(selectors >> 4), tableOf(0x10 | (selectors & 15))];
      const { across, down } = of(component);
      const isStated = jpeg.readUInt8(at) === component.id && dc && ac;
      return isStated ? Array<ScanBlock>(across * down).fill({ component, dc, ac }) : [];
    });
    if (blocks.length === 0 || !blocks.every(({ length }) => length > 0)) return undefined;
    return { start: end, frame, blocks: blocks.flat(), units: unitsAcross * unitsDown, restartInterval };
  }
  return undefined;
}
