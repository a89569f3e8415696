import { readFrame } from './frame.ts';
import {
  codeBits,
  type HuffmanTable,
  type HuffmanTablePositions,
  huffmanTableAt,
  locateHuffmanTables,
} from './huffman-tables.ts';
import { isFrame } from './repair-header.ts';
import { isScan, jpegSegments } from './segments.ts';

interface Component {
  id: number;
  blocksPerMcu: number;
}

const blockSide = 8;
const defineTables = 0xc4;
const defineRestarts = 0xdd;

/**
 * Whether the only scan of a sequential JPEG has data for all of its blocks: libvips does not report missing data in the last rows. The
 * check takes as long as a part of decoding.
 *
 * @throws {RangeError} when the data is truncated in its header
 */
export function hasAllBlocks(jpeg: Buffer): boolean {
  const tables: HuffmanTablePositions = new Map();
  let components: Component[] = [];
  let mcus = 0;
  let restartInterval = 0;
  for (const segment of jpegSegments(jpeg)) {
    const { marker, content, end } = segment;
    if (marker === defineTables) locateHuffmanTables(jpeg, segment, tables);
    if (marker === defineRestarts) restartInterval = jpeg.readUInt16BE(content);
    if (isFrame(marker)) ({ components, mcus } = readMcus(jpeg, content));
    if (!isScan(segment)) continue;
    const blocks = components.flatMap(({ id, blocksPerMcu }, index) => {
      const at = content + 1 + index * 2;
      const selectors = jpeg.readUInt8(at + 1);
      const numbers = [selectors >> 4, 0x10 | (selectors & 15)];
      const [dc, ac] = numbers.map((number) => huffmanTableAt(jpeg, tables.get(number)));
      return jpeg.readUInt8(at) === id && dc && ac ? Array.from({ length: blocksPerMcu }, () => ({ dc, ac })) : [];
    });
    return blocks.length > 0 && readsAll(jpeg, end, blocks, mcus, restartInterval);
  }
  return false;
}

function readMcus(jpeg: Buffer, content: number) {
  const { width, height, components: sampled } = readFrame(jpeg, content);
  // A single component is not interleaved, so each unit is one block.
  const isAlone = sampled.length === 1;
  const side = (factors: number[]) => blockSide * (isAlone ? 1 : Math.max(1, ...factors));
  const mcusAcross = Math.ceil(width / side(sampled.map(({ across }) => across)));
  const mcusDown = Math.ceil(height / side(sampled.map(({ down }) => down)));
  const components = sampled.map(({ id, across, down }) => ({ id, blocksPerMcu: isAlone ? 1 : across * down }));
  return { components, mcus: mcusAcross * mcusDown };
}

function readsAll(
  jpeg: Buffer,
  start: number,
  blocks: ReadonlyArray<{ dc: HuffmanTable; ac: HuffmanTable }>,
  mcus: number,
  restartInterval: number,
): boolean {
  let at = start;
  let [bits, bitCount, missingBits] = [0, 0, 0];
  const fill = () => {
    while (bitCount <= 16) {
      const byte = jpeg[at];
      const isData = byte !== undefined && (byte !== 0xff || jpeg[at + 1] === 0);
      if (isData) at += byte === 0xff ? 2 : 1;
      else missingBits += 8;
      bits = ((bits << 8) | (isData ? byte : 0xff)) & 0xff_ffff;
      bitCount += 8;
    }
  };
  const skip = (count: number) => {
    bitCount -= count;
  };
  const symbol = (table: HuffmanTable) => {
    fill();
    const entry = table[(bits >> (bitCount - codeBits)) & 0xffff] ?? 0;
    skip(entry >> 8 || codeBits);
    return entry & 0xff;
  };
  const value = (size: number) => {
    fill();
    skip(size);
  };
  for (let mcu = 0; mcu < mcus; mcu += 1) {
    if (restartInterval > 0 && mcu > 0 && mcu % restartInterval === 0) {
      while (at < jpeg.length && !(jpeg[at] === 0xff && ((jpeg[at + 1] ?? 0) & 0xf8) === 0xd0)) at += 1;
      at += 2;
      [bits, bitCount, missingBits] = [0, 0, 0];
    }
    for (const { dc, ac } of blocks) {
      value(symbol(dc) & 15);
      for (let coefficient = 1; coefficient < blockSide ** 2; coefficient += 1) {
        const runAndSize = symbol(ac);
        if (runAndSize === 0) break;
        coefficient += runAndSize >> 4;
        value(runAndSize & 15);
      }
    }
    // All bits that are left in the buffer may be missing ones, but none that was read.
    if (missingBits > bitCount) return false;
  }
  return true;
}
