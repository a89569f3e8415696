// https://github.com/libjpeg-turbo/libjpeg-turbo/blob/main/src/jdphuff.c

import { bitsFrom, numberFrom, signedNumberFrom } from './bits';
import {
  blocksAcross,
  blocksDown,
  componentCount,
  dcOf,
  factorAcross,
  factorDown,
  rowBlocks,
  tableAddress,
  unitsAcross,
  unitsDown,
} from './components';
import { codeAt } from './huffman-codes';
import { damaged, isAtEnd } from './scan-position';
import { maxBits } from './whole-blocks';

/** A larger number, of which a difference may need more bits, has no code in the output. No encoder writes one. */
const maxDc: i32 = 8191;

const predictions: usize = memory.data(4 * 4, 4);

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
  for (let unitRow: u32 = 0; unitRow < unitsDown && at <= bitCount; unitRow++) {
    for (let unit: u32 = 0; unit < unitsAcross && at <= bitCount; unit++) {
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
