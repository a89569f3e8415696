// https://github.com/libjpeg-turbo/libjpeg-turbo/blob/main/src/jdphuff.c

import { bitsFrom, numberFrom } from './bits';
import { acOf, blocksAcross, blocksDown, nonZeroOf, rowBlocks, setAc, tableAddress } from './components';
import { codeAt } from './huffman-codes';
import { damaged, isAtEnd } from './scan-position';
import { longestRun } from './whole-blocks';

/** The blocks from this one on that have no new coefficients in the rest of the band. */
let endedBlocks: u32 = 0;

/** Reads one more bit of AC coefficients; returns false when the data is damaged. */
export function refineAcScan(index: u32, from: u32, to: u32, lowBit: u32, bitCount: u32): bool {
  endedBlocks = 0;
  let at: u32 = 0;
  for (let row: u32 = 0; row < blocksDown(index); row++) {
    for (let column: u32 = 0; column < blocksAcross(index); column++) {
      at = refineBlock(at, index, row * rowBlocks(index) + column, from, to, lowBit);
      if (at > bitCount) return false;
    }
  }
  return endedBlocks === 0 && isAtEnd(at, bitCount);
}

function refineBlock(start: u32, index: u32, block: u32, from: u32, to: u32, lowBit: u32): u32 {
  const values = acOf(index, block);
  const nonZero = load<u64>(nonZeroOf(index) + (block << 3));
  let at = start;
  let coefficient = from;
  while (endedBlocks === 0 && coefficient <= to) {
    const code = codeAt(tableAddress(index), bitsFrom(at));
    if (code === 0) return damaged;
    at += code >> 8;
    const bits = code & 15;
    let zeros = (code >> 4) & 15;
    if (bits === 0 && zeros < longestRun) {
      endedBlocks = (1 << zeros) + numberFrom(at, zeros);
      at += zeros;
      break;
    }
    if (bits > 1) return damaged;
    const isPositive = bits === 1 && numberFrom(at, 1) === 1;
    at += bits;
    for (; coefficient <= to; coefficient++) {
      if (((nonZero >> coefficient) & 1) === 1) at = refine(at, values + (coefficient << 1), lowBit);
      else if (zeros-- === 0) break;
    }
    if (bits === 1) {
      if (coefficient > to) return damaged;
      setAc(index, block, coefficient, isPositive ? 1 << lowBit : -1 << lowBit);
    }
    coefficient++;
  }
  if (endedBlocks > 0) {
    endedBlocks--;
    if (coefficient > to) return at;
    let left = ((nonZero >> coefficient) << coefficient) & (u64.MAX_VALUE >> (63 - to));
    for (; left !== 0; left &= left - 1) at = refine(at, values + ((<u32>ctz(left)) << 1), lowBit);
  }
  return at;
}

/** Reads the next bit of a coefficient that is not 0. */
function refine(at: u32, address: usize, lowBit: u32): u32 {
  const value = <i32>load<i16>(address);
  const bit = <i32>(numberFrom(at, 1) << lowBit);
  if ((value & bit) === 0) store<i16>(address, <i16>(value >= 0 ? value + bit : value - bit));
  return at + 1;
}
