import { codeBits, type HuffmanTable } from './huffman-tables.ts';
import type { BlockTables } from './sequential-scan.ts';

const coefficients = 64;
/** Max bits that pad the last byte before a marker. They are ones. */
const maxFillBits = 7;

/** Reads the codes of blocks from `start` up to the next marker. Bits that are no code are skipped, as libjpeg does. */
export function blockReader(jpeg: Buffer, start: number) {
  let at = start;
  /** The next bits. Those after the data are ones, as those that fill its last byte. */
  let bits = 0;
  let [bitCount, missingBits] = [0, 0];

  const isData = () => at < jpeg.length && (jpeg[at] !== 0xff || jpeg[at + 1] === 0);
  const fill = () => {
    while (bitCount <= codeBits) {
      const byte = isData() ? (jpeg[at] ?? 0) : undefined;
      if (byte === undefined) missingBits += 8;
      else at += byte === 0xff ? 2 : 1;
      bits = ((bits << 8) | (byte ?? 0xff)) & 0xff_ffff;
      bitCount += 8;
    }
  };
  const skip = (count: number) => {
    fill();
    bitCount -= count;
  };
  const symbol = (table: HuffmanTable) => {
    fill();
    const entry = table[(bits >> (bitCount - codeBits)) & 0xffff] ?? 0;
    bitCount -= entry >> 8 || codeBits;
    return entry & 0xff;
  };

  const nextAreOnes = (count: number) => {
    const ones = (1 << count) - 1;
    return ((bits >> (bitCount - count)) & ones) === ones;
  };

  return {
    skipBlock({ dc, ac }: BlockTables): void {
      skip(symbol(dc) & 15);
      for (let coefficient = 1; coefficient < coefficients; coefficient += 1) {
        const runAndSize = symbol(ac);
        if (runAndSize === 0) break;
        coefficient += runAndSize >> 4;
        skip(runAndSize & 15);
      }
    },
    /** Whether bits were read that are not there. */
    isBeyondEnd: () => missingBits > bitCount,
    /** Whether all bits were read but those that fill the last byte. */
    isAtEnd(): boolean {
      const left = bitCount - missingBits;
      return !isData() && left >= 0 && left <= maxFillBits && nextAreOnes(left);
    },
    /** The position after the byte with the last bit that was read; undefined when bits are missing, or its other bits are not ones. */
    endOfBlocks(): number | undefined {
      const left = bitCount - missingBits;
      if (left < 0 || !nextAreOnes(left % 8)) return undefined;
      let end = at;
      // A zero after 0xff is a part of the byte.
      for (let bytes = left >> 3; bytes > 0; bytes -= 1) end -= jpeg[end - 1] === 0 && jpeg[end - 2] === 0xff ? 2 : 1;
      return end;
    },
    /** The position of the next byte. */
    position: () => at,
  };
}
