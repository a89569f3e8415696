// https://github.com/libjpeg-turbo/libjpeg-turbo/blob/main/src/jdphuff.c

import { bitsFrom, numberFrom, signedNumberFrom } from './bits';
import { blocksAcross, blocksDown, rowBlocks, setAc, tableAddress } from './components';
import { codeAt } from './huffman-codes';
import { damaged, isAtEnd } from './scan-position';
import { blocksOf, longestRun, maxBits, setWholeBlocks, usedBits, wholeBlocksAt } from './whole-blocks';

/** The blocks from the next one on that have no coefficients in the band. */
let endedBlocks: u32 = 0;

/** Reads a first scan of AC coefficients, with the table of the component's number; returns false when the data is damaged. */
export function readAcScan(index: u32, from: u32, to: u32, lowBit: u32, bitCount: u32): bool {
  endedBlocks = 0;
  let at: u32 = 0;
  for (let row: u32 = 0; row < blocksDown(index); row++) {
    for (let column: u32 = 0; column < blocksAcross(index); column++) {
      if (endedBlocks > 0) {
        endedBlocks--;
        continue;
      }
      at = readAcBlock(at, index, row * rowBlocks(index) + column, from, to, lowBit, true);
      if (at > bitCount) return false;
    }
  }
  return endedBlocks === 0 && isAtEnd(at, bitCount);
}

/** Reads a first scan of AC coefficients, of which none is kept; returns false when its codes do not fit the blocks. */
export function countAcScan(index: u32, from: u32, to: u32, lowBit: u32, bitCount: u32): bool {
  setWholeBlocks(tableAddress(index), from, to, lowBit);
  let left = blocksAcross(index) * blocksDown(index);
  let at: u32 = 0;
  while (left > 0 && at <= bitCount) {
    const found = wholeBlocksAt(bitsFrom(at));
    if (found !== 0 && blocksOf(found) <= left) {
      at += usedBits(found);
      left -= blocksOf(found);
    } else {
      endedBlocks = 0;
      at = readAcBlock(at, index, 0, from, to, lowBit, false);
      if (endedBlocks >= left) return false;
      left -= endedBlocks + 1;
    }
  }
  return left === 0 && isAtEnd(at, bitCount);
}

/** Sets `endedBlocks` to the blocks after this one that have no coefficients either. */
function readAcBlock(start: u32, index: u32, block: u32, from: u32, to: u32, lowBit: u32, isKept: bool): u32 {
  const table = tableAddress(index);
  let at = start;
  let coefficient = from;
  while (coefficient <= to) {
    const code = codeAt(table, bitsFrom(at));
    if (code === 0) return damaged;
    at += code >> 8;
    const run = (code >> 4) & 15;
    const bits = code & 15;
    if (bits === 0 && run < longestRun) {
      endedBlocks = (1 << run) - 1 + numberFrom(at, run);
      return at + run;
    }
    coefficient += run;
    if (bits > 0) {
      if (bits + lowBit > maxBits || coefficient > to) return damaged;
      if (isKept) setAc(index, block, coefficient, signedNumberFrom(at, bits) << lowBit);
      at += bits;
    }
    coefficient++;
  }
  return coefficient === to + 1 ? at : damaged;
}
