// An entry of a fast table is what the codes that begin with some bits add to a chain.

import { blockCount, pairAddress, pairOf } from './blocks';
import { broken, coefficientsShift, entriesShift, stateShift, waiting } from './chain';
import { codeAt, codeLength, coefficientsOf, isEndOfBlock, isUndefined, lastCoefficient } from './huffman-codes';
import { brokenTable, codeTableBytes, fastTableBytes, fastTables, lookBits, states, waitingTable } from './memory';

/** The bit of a chain that is set when a block ends. */
const blockEnds: u64 = 1 << 63;
/** More coefficients than an entry may have: the next code is to be read by itself. */
const rareCode: u64 = 64 << coefficientsShift;

/** Sets the table of each state. */
export function setFastTables(): void {
  let kinds: u32 = 0;
  for (let block: u32 = 0; block < blockCount; block++) {
    const isLast = block + 1 === blockCount;
    if (isLast || block === 0 || pairOf(block) !== pairOf(block - 1)) setKind(kinds++, pairOf(block), isLast);
    const table = fastTables + 2 * (kinds - 1) * fastTableBytes;
    setTable(block << 1, table);
    setTable((block << 1) + 1, table + fastTableBytes);
  }
  for (let bits: u32 = 0; bits < 1 << lookBits; bits++) {
    store<u64>(waitingTable + (bits << 3), 0);
    store<u64>(brokenTable + (bits << 3), rareCode);
  }
  setTable(waiting, waitingTable);
  setTable(broken, brokenTable);
}

function setTable(state: u32, table: usize): void {
  store<u32>(states + (state << 2), <u32>table);
}

/** Builds the table of the first codes of a block, and that of the codes after its DC code. */
function setKind(kind: u32, pair: u32, isLast: bool): void {
  const table = fastTables + 2 * kind * fastTableBytes;
  const dc = pairAddress(pair);
  const ac = dc + codeTableBytes;
  const statesOfBlock: i32 = isLast ? 2 - ((<i32>blockCount) << 1) : 2;
  for (let bits: u32 = 0; bits < 1 << lookBits; bits++) {
    const code = codeAt(dc, bits << (32 - lookBits));
    const isRare = code === 0 || code >> 8 > lookBits;
    const at = table + (bits << 3);
    store<u64>(at, isRare ? rareCode : entryOf(bits, codeLength(code), 1, ac, statesOfBlock));
    store<u64>(at + fastTableBytes, entryOf(bits, 0, 0, ac, statesOfBlock - 1));
  }
}

/**
 * @param dcBits the bits of the DC code, if there is one
 * @param goneOn the states by which the DC code goes on
 * @param statesToEnd the states by which the end of the block goes on, with the DC code
 */
function entryOf(bits: u32, dcBits: u32, goneOn: i32, ac: usize, statesToEnd: i32): u64 {
  let used = dcBits;
  let coefficients: u32 = 0;
  while (used < lookBits) {
    const code = codeAt(ac, bits << (32 - lookBits + used));
    const length = code >> 8;
    if (code === 0 || used + length > lookBits) break;
    if (isEndOfBlock(code)) return blockEnds + addition(used + length, statesToEnd, 1, coefficients);
    const brought = coefficientsOf(code);
    if (isUndefined(code) || coefficients + brought >= lastCoefficient) break;
    used += codeLength(code);
    coefficients += brought;
  }
  return used === 0 ? rareCode : addition(used, goneOn, 0, coefficients);
}

function addition(bits: u32, statesOn: i32, entries: u32, coefficients: u32): u64 {
  const onwards = ((<u64>coefficients) << coefficientsShift) + ((<u64>entries) << entriesShift);
  return onwards + ((<u64>statesOn) << stateShift) - <u64>bits;
}
