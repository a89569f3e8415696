// Functions return the position after what they read, or `damaged`, which is after any data.
// https://github.com/libjpeg-turbo/libjpeg-turbo/blob/main/src/jdphuff.c

import { bitsFrom, numberFrom, signedNumberFrom } from './bits';
import {
  blockBytes,
  blocksAcross,
  blocksDown,
  coefficientsOf,
  componentCount,
  dcOf,
  factorAcross,
  factorDown,
  nonZeroOf,
  rowBlocks,
  tableAddress,
  unitsAcross,
  unitsDown,
} from './components';
import { codeAt } from './huffman-codes';
import { blocksOf, setWholeBlocks, usedBits, wholeBlocksAt } from './whole-blocks';

const damaged: u32 = u32.MAX_VALUE;
/** More bits, or a larger number, have no code in the output. No encoder writes them. */
export const maxBits: u32 = 14;
const maxDc: i32 = 8191;
/** Max bits that fill the last byte. */
const maxFillBits: u32 = 7;
export const longestRun: u32 = 15;

const predictions: usize = memory.data(4 * 4, 4);

/** The blocks from the next one on that have no more new coefficients in the band. */
let endedBlocks: u32 = 0;

/**
 * Reads the DC coefficients of some components, each with the table of its own number.
 *
 * @param chosen a bit for each component
 * @returns false when the data is damaged
 */
export function readDcScan(chosen: u32, isRefinement: bool, lowBit: u32, bitCount: u32): bool {
  memory.fill(predictions, 0, 16);
  let at: u32 = 0;
  if (popcnt(chosen) === 1) {
    const index = <u32>ctz(chosen);
    for (let row: u32 = 0; row < blocksDown(index) && at <= bitCount; row++) {
      at = readDcBlocks(at, index, row * rowBlocks(index), blocksAcross(index), isRefinement, lowBit, bitCount);
    }
    return isAtEnd(at, bitCount);
  }
  for (let unitRow: u32 = 0; unitRow < unitsDown; unitRow++) {
    for (let unit: u32 = 0; unit < unitsAcross; unit++) {
      for (let index: u32 = 0; index < componentCount; index++) {
        if (((chosen >> index) & 1) === 0) continue;
        const across = factorAcross(index);
        const down = factorDown(index);
        for (let row = unitRow * down; row < (unitRow + 1) * down && at <= bitCount; row++) {
          at = readDcBlocks(at, index, row * rowBlocks(index) + unit * across, across, isRefinement, lowBit, bitCount);
        }
      }
    }
  }
  return isAtEnd(at, bitCount);
}

function isAtEnd(at: u32, bitCount: u32): bool {
  return at <= bitCount && bitCount - at <= maxFillBits;
}

/** Reads the DC coefficients of blocks side by side. */
function readDcBlocks(
  start: u32,
  index: u32,
  block: u32,
  count: u32,
  isRefinement: bool,
  lowBit: u32,
  bitCount: u32,
): u32 {
  const table = tableAddress(index);
  const prediction = predictions + (index << 2);
  let dc = load<i32>(prediction);
  let at = start;
  const end = dcOf(index) + ((block + count) << 1);
  for (let address = dcOf(index) + (block << 1); address < end && at <= bitCount; address += 2) {
    if (isRefinement) {
      store<i16>(address, load<i16>(address) | <i16>(numberFrom(at, 1) << lowBit));
      at++;
      continue;
    }
    const code = codeAt(table, bitsFrom(at));
    const bits = code & 255;
    if (code === 0 || bits > maxBits) return damaged;
    dc += signedNumberFrom(at + (code >> 8), bits);
    if (abs(dc) << lowBit > maxDc) return damaged;
    at += (code >> 8) + bits;
    store<i16>(address, <i16>(dc << lowBit));
  }
  store<i32>(prediction, dc);
  return at;
}

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
  while (left > 0) {
    const found = wholeBlocksAt(bitsFrom(at));
    if (found !== 0 && blocksOf(found) <= left) {
      at += usedBits(found);
      left -= blocksOf(found);
    } else {
      endedBlocks = 0;
      at = readAcBlock(at, index, 0, from, to, lowBit, false);
      if (at > bitCount || endedBlocks >= left) return false;
      left -= endedBlocks + 1;
    }
  }
  return isAtEnd(at, bitCount);
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
      if (isKept) setCoefficient(index, block, coefficient, signedNumberFrom(at, bits) << lowBit);
      at += bits;
    }
    coefficient++;
  }
  return coefficient === to + 1 ? at : damaged;
}

function setCoefficient(index: u32, block: u32, coefficient: u32, value: i32): void {
  store<i16>(coefficientsOf(index) + block * blockBytes + (coefficient << 1), <i16>value);
  const nonZero = nonZeroOf(index) + (block << 3);
  store<u64>(nonZero, load<u64>(nonZero) | ((<u64>1) << coefficient));
}

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
  const values = coefficientsOf(index) + block * blockBytes;
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
      setCoefficient(index, block, coefficient, isPositive ? 1 << lowBit : -1 << lowBit);
    }
    coefficient++;
  }
  if (endedBlocks > 0) {
    endedBlocks--;
    if (coefficient > to) return at;
    let left = ((nonZero >> coefficient) << coefficient) & (u64.MAX_VALUE >> (63 - to));
    for (; left !== 0; left &= left - 1) at = refine(at, values + (<u32>ctz(left) << 1), lowBit);
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
