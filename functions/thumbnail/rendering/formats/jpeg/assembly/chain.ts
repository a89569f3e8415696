// A chain reads blocks, and lists their ends. It is one number, so that it stays in a register. From the lowest bit, it has 32 bits of its
// position, 5 of its state, 19 of the entries of its list, and 8 of the coefficients of its block that it has read.
//
// A position is the bits that are left, less `lookAhead`. A state is twice the number of a block of the unit, and one more after its DC code.
// The first entry of a list is where its first block starts.

import { lookBits, maxEntries } from './memory';

export const stateShift: u64 = 32;
export const entriesShift: u64 = 37;
export const coefficientsShift: u64 = 56;

/** The bits that are loaded from a position have those to look up above the 3 lowest, as the offset of an entry of 8 bytes. */
export const lookAhead: u32 = lookBits + 3;

/** The state of a chain that is through its part of the data. */
export const waiting: u32 = 30;
/** The state of a chain that has come to bits that are no code. */
export const broken: u32 = 31;
const stateMask: u32 = 31;

export function chainOf(position: u32, state: u32, entries: u32): u64 {
  return ((<u64>entries) << entriesShift) | ((<u64>state) << stateShift) | <u64>position;
}

export function positionOf(chain: u64): u32 {
  return <u32>chain;
}

export function stateOf(chain: u64): u32 {
  return <u32>(chain >> stateShift) & stateMask;
}

export function blockOf(chain: u64): u32 {
  return stateOf(chain) >> 1;
}

export function entriesOf(chain: u64): u32 {
  return <u32>(chain >> entriesShift) & (maxEntries - 1);
}

export function isBroken(chain: u64): bool {
  return stateOf(chain) === broken;
}

export function withState(chain: u64, state: u32): u64 {
  return (chain & ~((<u64>stateMask) << stateShift)) | ((<u64>state) << stateShift);
}

export function endAt(list: usize, index: u32): u32 {
  return load<u32>(list + ((<usize>index) << 2));
}

export function setEnd(list: usize, index: u32, position: u32): void {
  store<u32>(list + ((<usize>index) << 2), position);
}
