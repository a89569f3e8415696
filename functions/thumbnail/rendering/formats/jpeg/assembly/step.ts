import { blockCount, pairAddress, pairOf } from './blocks';
import {
  broken,
  chainOf,
  coefficientsShift,
  entriesOf,
  entriesShift,
  isBroken,
  positionOf,
  setEnd,
  stateOf,
  withState,
} from './chain';
import { bitsAt, endPosition } from './data';
import { codeAt, codeLength, coefficientsOf, isEndOfBlock, isUndefined, lastCoefficient } from './huffman-codes';
import { codeTableBytes, lists, lookBits, maxEntries, states } from './memory';

const entryMask: u32 = ((1 << lookBits) - 1) << 3;
/** The coefficients of a chain, without the bit that a block ends, from which on a code is read by itself. */
const rareCoefficients: u64 = (<u64>lastCoefficient) << (coefficientsShift + 1);
/** Bits by which a chain goes on where it has found no code. */
const retryBits: u32 = 7;

/**
 * Returns a chain after the next codes. It has a branch for rare codes only, since the processor cannot predict where a block ends.
 *
 * @param end `dataEnd`
 */
@inline
export function step(chain: u64, list: usize, end: usize): u64 {
  const position = positionOf(chain);
  const table = <usize>load<u32>(states + (stateOf(chain) << 2));
  const bits = load<u32>(end + (position >> 3)) >> (position & 7);
  const after = chain + load<u64>(table + (bits & entryMask));
  if (after << 1 >= rareCoefficients) return overRareCode(chain, list);
  store<u32>(list + (<u32>(chain >> (entriesShift - 2)) & ((maxEntries - 1) << 2)), positionOf(after));
  const hasEnded = <u64>(<i64>after >> 63);
  return after & ~(hasEnded << coefficientsShift);
}

/** Returns a chain after one code. Where there is none, one that may not be in step with the codes yet begins a new list. */
export function overRareCode(chain: u64, list: usize): u64 {
  const after = overCode(chain, list);
  if (!isBroken(after) || list === lists) return after;
  const position = positionOf(chain) - retryBits;
  setEnd(list, 0, position);
  return chainOf(position, 0, 1);
}

/** Returns a chain, which is where a block starts, after this block. */
export function overBlock(chain: u64, list: usize): u64 {
  let after = overCode(chain, list);
  while (!isAtBlock(after) && !isBroken(after)) after = overCode(after, list);
  return after;
}

export function isAtBlock(chain: u64): bool {
  return (stateOf(chain) & 1) === 0;
}

/** Returns a chain after one code; broken where there is none. */
function overCode(chain: u64, list: usize): u64 {
  const entries = entriesOf(chain);
  const state = stateOf(chain);
  const noCode = withState(chain, broken);
  if (positionOf(chain) < endPosition || state === broken || entries === maxEntries - 1) return noCode;
  const tables = pairAddress(pairOf(state >> 1));
  const bits = <u32>(bitsAt(positionOf(chain)) >> 32);
  if (isAtBlock(chain)) {
    const code = codeAt(tables, bits);
    return code === 0 ? noCode : chainOf(positionOf(chain) - codeLength(code), state + 1, entries);
  }
  const code = codeAt(tables + codeTableBytes, bits);
  if (code === 0) return noCode;
  const position = positionOf(chain) - codeLength(code);
  if (!isEndOfBlock(code)) {
    const coefficients = <u32>(chain >> coefficientsShift) + coefficientsOf(code);
    if (isUndefined(code) || coefficients > lastCoefficient) return noCode;
    if (coefficients < lastCoefficient) {
      return chainOf(position, state, entries) | ((<u64>coefficients) << coefficientsShift);
    }
  }
  setEnd(list, entries, position);
  return chainOf(position, (state + 1) % (blockCount << 1), entries + 1);
}
