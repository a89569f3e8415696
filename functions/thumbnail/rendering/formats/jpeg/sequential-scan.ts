import { readFrame } from './frame.ts';
import {
  type HuffmanTable,
  type HuffmanTablePositions,
  huffmanTableAt,
  locateHuffmanTables,
} from './huffman-tables.ts';
import { isFrame } from './repair-header.ts';
import { isScan, type JpegSegment } from './segments.ts';

/** A scan of all components of a sequential JPEG, which consists of units of the same blocks. */
export interface SequentialScan {
  /** The position of its data. */
  start: number;
  /** The blocks of a unit. */
  blocks: readonly BlockTables[];
  units: number;
  /** Units between two restarts; 0 when there are none. */
  restartInterval: number;
}

/** The tables that a block is encoded with. */
export interface BlockTables {
  dc: HuffmanTable;
  ac: HuffmanTable;
}

const blockSide = 8;
const defineTables = 0xc4;
const defineRestarts = 0xdd;

/**
 * Returns the first scan of a sequential JPEG, or undefined when a component or a table is missing.
 *
 * @throws {RangeError} when the data is truncated in its header
 */
export function sequentialScan(jpeg: Buffer, segments: Iterable<JpegSegment>): SequentialScan | undefined {
  const tables: HuffmanTablePositions = new Map();
  let frame: ReturnType<typeof readUnits> | undefined;
  let restartInterval = 0;
  for (const segment of segments) {
    const { marker, content, end } = segment;
    if (marker === defineTables) locateHuffmanTables(jpeg, segment, tables);
    if (marker === defineRestarts) restartInterval = jpeg.readUInt16BE(content);
    if (isFrame(marker)) frame = readUnits(jpeg, content);
    if (!isScan(segment)) continue;
    const built = new Map<number, HuffmanTable | undefined>();
    const tableOf = (number: number) => {
      if (!built.has(number)) built.set(number, huffmanTableAt(jpeg, tables.get(number)));
      return built.get(number);
    };
    const blocks = frame?.components.map(({ id, blocksPerUnit }, index) => {
      const at = content + 1 + index * 2;
      const selectors = jpeg.readUInt8(at + 1);
      const [dc, ac] = [tableOf(selectors >> 4), tableOf(0x10 | (selectors & 15))];
      return jpeg.readUInt8(at) === id && dc && ac ? Array<BlockTables>(blocksPerUnit).fill({ dc, ac }) : [];
    });
    if (!frame || !blocks?.every(({ length }) => length > 0)) return undefined;
    return { start: end, blocks: blocks.flat(), units: frame.units, restartInterval };
  }
  return undefined;
}

function readUnits(jpeg: Buffer, content: number) {
  const { width, height, components: sampled } = readFrame(jpeg, content);
  // A single component is not interleaved, so each unit is one block.
  const isAlone = sampled.length === 1;
  const side = (factors: number[]) => blockSide * (isAlone ? 1 : Math.max(1, ...factors));
  const unitsAcross = Math.ceil(width / side(sampled.map(({ across }) => across)));
  const unitsDown = Math.ceil(height / side(sampled.map(({ down }) => down)));
  const components = sampled.map(({ id, across, down }) => ({ id, blocksPerUnit: isAlone ? 1 : across * down }));
  return { components, units: unitsAcross * unitsDown };
}
