// The data of a progressive scan without escapes, in one piece. Positions are bits from its start.

import { scanData } from './components';

/** Returns the next 25 bits at least, and others. */
export function bitsFrom(position: u32): u32 {
  return bswap<u32>(load<u32>(scanData + (position >> 3))) << (position & 7);
}

// The processor cannot predict the bits of a number, so there is no branch for those of 0 bits, or for negative ones.

/** Returns a number of up to 15 bits. */
export function numberFrom(position: u32, count: u32): u32 {
  return (bitsFrom(position) >> 1) >> (31 - count);
}

/** Returns a number of up to 15 bits, which is negative when the first of them is 0. */
export function signedNumberFrom(position: u32, count: u32): i32 {
  const number = <i32>numberFrom(position, count);
  const span = (<i32>1) << count;
  return number - ((span - 1) & -(<i32>(number < span >> 1)));
}
