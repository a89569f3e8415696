// A table from the next bits to the whole blocks of a scan of AC coefficients that they have. It is 0 where not even one is whole.

import { codeAt } from './huffman-codes';
import { lookBits, wholeBlocks } from './memory';

/** More bits have no code in the output. No encoder writes them. */
export const maxBits: u32 = 14;
/** The run of zeros without a coefficient after them. Shorter ones end blocks. */
export const longestRun: u32 = 15;

export function wholeBlocksAt(bits: u32): u32 {
  return load<u32>(wholeBlocks + ((bits >> (32 - lookBits)) << 2));
}

export function usedBits(found: u32): u32 {
  return found & 15;
}

export function blocksOf(found: u32): u32 {
  return found >> 4;
}

export function setWholeBlocks(table: usize, from: u32, to: u32, lowBit: u32): void {
  for (let bits: u32 = 0; bits < 1 << lookBits; bits++) {
    store<u32>(wholeBlocks + (bits << 2), wholeBlocksOf(bits << (32 - lookBits), table, from, to, lowBit));
  }
}

function wholeBlocksOf(bits: u32, table: usize, from: u32, to: u32, lowBit: u32): u32 {
  let found: u32 = 0;
  let at: u32 = 0;
  let coefficient = from;
  while (at < lookBits) {
    const code = codeAt(table, bits << at);
    const run = (code >> 4) & 15;
    const size = code & 15;
    const endsBlocks = size === 0 && run < longestRun;
    const start = at + (code >> 8);
    at = start + (endsBlocks ? run : size);
    if (code === 0 || at > lookBits || size + lowBit > maxBits) break;
    if (endsBlocks) {
      found = ((blocksOf(found) + (1 << run) + (((bits << start) >> 1) >> (31 - run))) << 4) | at;
      coefficient = from;
      continue;
    }
    coefficient += run + 1;
    if (coefficient > to + 1) break;
    if (coefficient === to + 1) {
      found = ((blocksOf(found) + 1) << 4) | at;
      coefficient = from;
    }
  }
  return found;
}
