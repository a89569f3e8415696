// A processor waits for its memory after each code. So four chains read four parts of the data at once. Only the first starts where a
// block does. The others soon fall into step with the codes, which shows when the chain before comes to the start of a block in their list.
// S. T. Klein and Y. Wiseman, "Parallel Huffman decoding with applications to JPEG files", The Computer Journal 46 (2003)

import { blockCount, haveSameTables } from './blocks';
import {
  blockOf,
  broken,
  chainOf,
  endAt,
  entriesOf,
  isBroken,
  positionOf,
  setEnd,
  stateOf,
  waiting,
  withState,
} from './chain';
import { dataEnd } from './data';
import { chainStates, chains, listBytes, lists } from './memory';
import { isAtBlock, overBlock, overRareCode, step } from './step';
import { writeBlocks } from './write-blocks';

/** Max bits that a step takes: a code of 16 with a number of 15. */
const maxStepBits: u32 = 31;

/**
 * Writes all blocks from a chain to a position.
 *
 * @returns the chain after them; broken where a block is damaged
 */
export function readChains(start: u64, stop: u32): u64 {
  const first = positionOf(start);
  if (first <= stop) return start;
  for (let number: u32 = 0; number < chains; number++) {
    const position = partStart(first, stop, number);
    setEnd(listOf(number), 0, position);
    setChain(number, chainOf(position, number === 0 ? stateOf(start) : 0, 1));
  }
  stepChains(first, stop);
  return isBroken(chainAt(0)) ? chainAt(0) : joinChains(blockOf(start));
}

function partStart(first: u32, stop: u32, number: u32): u32 {
  return first - <u32>((<u64>(first - stop) * number) / chains);
}

function listOf(number: u32): usize {
  return lists + number * listBytes;
}

function chainAt(number: u32): u64 {
  return load<u64>(chainStates + (number << 3));
}

function setChain(number: u32, chain: u64): void {
  store<u64>(chainStates + (number << 3), chain);
}

/** Lets each chain read its part of the data. */
function stepChains(first: u32, stop: u32): void {
  const end = dataEnd;
  for (let steps = safeSteps(first, stop); steps > 0; steps = safeSteps(first, stop)) {
    let a = chainAt(0);
    let b = chainAt(1);
    let c = chainAt(2);
    let d = chainAt(3);
    for (; steps > 0; steps--) {
      a = step(a, listOf(0), end);
      b = step(b, listOf(1), end);
      c = step(c, listOf(2), end);
      d = step(d, listOf(3), end);
    }
    setChain(0, a);
    setChain(1, b);
    setChain(2, c);
    setChain(3, d);
  }
}

/** Returns the steps after which no chain is beyond its part, or 0 when all are through. */
function safeSteps(first: u32, stop: u32): u32 {
  let steps: u32 = 0;
  for (let number: u32 = 0; number < chains; number++) {
    const chain = chainAt(number);
    if (stateOf(chain) >= waiting) continue;
    const partEnd = partStart(first, stop, number + 1);
    const safe = (max(positionOf(chain), partEnd) - partEnd) / maxStepBits;
    if (safe === 0) setChain(number, overPart(chain, listOf(number), partEnd));
    else steps = steps === 0 ? safe : min(steps, safe);
  }
  return steps;
}

/** Returns a chain after the last block that starts in its part. */
function overPart(chain: u64, list: usize, partEnd: u32): u64 {
  let after = chain;
  while (!isBroken(after) && (!isAtBlock(after) || positionOf(after) > partEnd)) after = overRareCode(after, list);
  return withState(after, isBroken(after) ? broken : waiting);
}

/** Writes the blocks of the first chain, then those of each other from where the chain before it comes to a block of its list. */
function joinChains(firstBlock: u32): u64 {
  let list = lists;
  let block = firstBlock;
  let written: u32 = 0;
  let chain = atLastBlock(list, 0, entriesOf(chainAt(0)), block);
  for (let number: u32 = 1; number < chains; number++) {
    const other = listOf(number);
    const entries = entriesOf(chainAt(number));
    let index: u32 = 0;
    while (true) {
      while (index < entries && endAt(other, index) > positionOf(chain)) index++;
      if (index === entries || (endAt(other, index) === positionOf(chain) && isInStep(index, chain))) break;
      chain = overBlock(chain, list);
      if (isBroken(chain)) return chain;
    }
    // The other chain is never in step, so this one has read its part as well.
    if (index === entries) continue;
    writeBlocks(list, written, entriesOf(chain) - 1, block);
    list = other;
    block = blockOf(chain);
    written = index;
    chain = atLastBlock(list, index, entries, block);
  }
  writeBlocks(list, written, entriesOf(chain) - 1, block);
  return chain;
}

/** Whether a chain that began with the first block of a unit reads the same blocks as another. If all have the same tables, it does. */
function isInStep(index: u32, chain: u64): bool {
  return haveSameTables || index % blockCount === blockOf(chain);
}

/** Returns the chain at the end of its list, of which an entry is where a block starts. */
function atLastBlock(list: usize, index: u32, entries: u32, block: u32): u64 {
  return chainOf(endAt(list, entries - 1), ((block + entries - 1 - index) % blockCount) << 1, entries);
}
