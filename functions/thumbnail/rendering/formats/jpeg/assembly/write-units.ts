// The tables of the output are simple, so that no code has to be looked up: see ../sequential-header.ts.

import { acOf, componentCount, dcOf, factorAcross, factorDown, keepsAc, nonZeroOf, rowBlocks } from './components';
import { lastCoefficient } from './huffman-codes';
import { write } from './write-blocks';

const dcCodeBits: u32 = 4;
const acCodeBits: u32 = 8;
const endOfBlock: u32 = 0;
const longestRun: u32 = 0xf0;
const predictions: usize = memory.data(4 * 4, 4);

export function beginUnits(): void {
  memory.fill(predictions, 0, 16);
}

/** Writes the coefficients of some units of a row. */
export function writeUnits(unitRow: u32, first: u32, end: u32): void {
  for (let unit = first; unit < end; unit++) {
    for (let index: u32 = 0; index < componentCount; index++) {
      const across = factorAcross(index);
      const down = factorDown(index);
      for (let row = unitRow * down; row < (unitRow + 1) * down; row++) {
        const block = row * rowBlocks(index) + unit * across;
        for (let next = block; next < block + across; next++) writeBlock(index, next);
      }
    }
  }
}

function writeBlock(index: u32, block: u32): void {
  const dc = <i32>load<i16>(dcOf(index) + (block << 1));
  const prediction = predictions + (index << 2);
  const difference = dc - load<i32>(prediction);
  store<i32>(prediction, dc);
  const bits = bitsOf(difference);
  const code = codeAndNumber(bits, difference, bits);
  if (keepsAc(index)) {
    writeBits(code, dcCodeBits + bits);
    writeAc(index, block);
  } else {
    // One more bit, 0, ends the block.
    writeBits(code << 1, dcCodeBits + bits + 1);
  }
}

function writeAc(index: u32, block: u32): void {
  const values = acOf(index, block);
  let reached: u32 = 0;
  for (let left = load<u64>(nonZeroOf(index) + (block << 3)); left !== 0; left &= left - 1) {
    const coefficient = <u32>ctz(left);
    const value = <i32>load<i16>(values + (coefficient << 1));
    let zeros = coefficient - reached - 1;
    for (; zeros > 15; zeros -= 16) writeBits(longestRun, acCodeBits);
    const bits = bitsOf(value);
    writeBits(codeAndNumber((zeros << 4) | bits, value, bits), acCodeBits + bits);
    reached = coefficient;
  }
  if (reached < lastCoefficient) writeBits(endOfBlock, acCodeBits);
}

function bitsOf(value: i32): u32 {
  return 32 - <u32>clz(abs(value));
}

/** Returns a code, and behind it a number of the given bits. */
function codeAndNumber(code: u32, value: i32, bits: u32): u32 {
  return (code << bits) | (<u32>(value < 0 ? value - 1 : value) & ((1 << bits) - 1));
}

function writeBits(bits: u32, count: u32): void {
  write((<u64>bits) << (64 - count), count);
}
