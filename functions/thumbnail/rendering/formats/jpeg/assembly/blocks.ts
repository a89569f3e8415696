import { blocks, codeTableBytes, codeTables } from './memory';

/** The blocks of a unit. */
export let blockCount: u32 = 0;

/** Whether all blocks have the same pair of tables. */
export let haveSameTables: bool = false;

export function setBlockCount(count: u32): void {
  blockCount = count;
  haveSameTables = true;
  for (let block: u32 = 1; block < count; block++) haveSameTables = haveSameTables && pairOf(block) === pairOf(0);
}

/** The address of the tables of a pair: for DC, and then for AC, the codes by their next 16 bits. */
export function pairAddress(pair: u32): usize {
  return codeTables + 2 * pair * codeTableBytes;
}

/**
 * Sets a block of the unit: its pair of tables, and the AC code that ends it when its AC coefficients are dropped.
 *
 * @param endBits 0 to keep the coefficients
 */
export function setBlock(block: u32, pair: u32, endCode: u32, endBits: u32): void {
  const at = blocks + (block << 4);
  store<u32>(at, pair);
  store<u32>(at, endCode, 4);
  store<u32>(at, endBits, 8);
}

export function pairOf(block: u32): u32 {
  return load<u32>(blocks + (block << 4));
}

export function endCodeOf(block: u32): u32 {
  return load<u32>(blocks + (block << 4), 4);
}

export function endBitsOf(block: u32): u32 {
  return load<u32>(blocks + (block << 4), 8);
}
