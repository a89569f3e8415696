import type { HuffmanTable } from './huffman-tables.ts';
import { type ScanData, scanData } from './scan-data.ts';

/** A scan of the AC coefficients of one component. */
export interface AcScan {
  /** The first coefficient, from 1 to 63. */
  from: number;
  /** The last coefficient. */
  to: number;
  /** Whether earlier scans have brought the higher bits. */
  isRefinement: boolean;
  table: HuffmanTable;
  /** The position of its data. */
  dataStart: number;
  dataEnd: number;
}

/** Max bits that pad the last byte after the last code. */
const maxFillBits = 7;
/** Storage and transfers lose whole sectors, which then contain zeros. */
const hole = Buffer.alloc(64);

/**
 * Whether a scan looks whole. In a first scan, every code is read, as libjpeg does before it complains. In a refinement scan, that would
 * take as long as decoding, so only holes and stray markers are searched.
 */
export function isWholeAcScan(jpeg: Buffer, scan: AcScan, blocks: number): boolean {
  const { isRefinement, dataStart, dataEnd } = scan;
  const data = scanData(jpeg, dataStart, dataEnd);
  if (!data || data.bitCount === 0) return false;
  return isRefinement ? !jpeg.subarray(dataStart, dataEnd).includes(hole) : readsAll(scan, data, blocks);
}

/** Whether there are exactly as many codes as the blocks need. */
function readsAll({ from, to, table }: AcScan, { bytes, bitCount }: ScanData, blocks: number): boolean {
  let at = 0;
  let block = 0;
  while (block < blocks) {
    let run = 1;
    let coefficient = from;
    while (coefficient <= to) {
      const entry = table[(bytes.getInt32(at >> 3) << (at & 7)) >>> 16] ?? 0;
      const size = entry & 15;
      const zeros = (entry >> 4) & 15;
      at += (entry >> 8) + size;
      if (size > 0) coefficient += zeros + 1;
      else if (zeros === 15) coefficient += 16;
      else if (entry === 0) return false;
      else {
        run = blocksThatEnd(bytes, at, zeros);
        at += zeros;
        break;
      }
    }
    if (coefficient > to + 1 || at > bitCount) return false;
    block += run;
  }
  return block === blocks && bitCount - at <= maxFillBits;
}

/** Returns the number of blocks that end here, from its logarithm and the next bits. */
function blocksThatEnd(bytes: DataView, at: number, logarithm: number): number {
  if (logarithm === 0) return 1;
  return (1 << logarithm) + ((bytes.getInt32(at >> 3) << (at & 7)) >>> (32 - logarithm));
}
