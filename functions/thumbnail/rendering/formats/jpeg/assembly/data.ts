// The data of the scan without escapes, in reverse: a number that is loaded has the first bits at its top.

import { lookAhead } from './chain';
import { dataTop, input } from './memory';

/** Bytes of ones after the data, so that a number can be loaded where few bits are left. */
const padding: u32 = 16;
/** The position at which no bit is left. */
export const endPosition: u32 = (padding << 3) - lookAhead;

/** The address of the last byte of the padding. */
export let dataEnd: usize = 0;
/** The bytes of the input that the last call has read. */
export let consumed: u32 = 0;
/** Whether a marker is next. */
export let isComplete: bool = false;

export function clearData(): void {
  endDataAt(dataTop);
}

function endDataAt(address: usize): void {
  dataEnd = address - padding;
  memory.fill(dataEnd, 0xff, padding);
}

/**
 * Adds the input up to the next marker to the data that is left.
 *
 * @returns the position from there on
 */
export function addInput(length: u32, position: u32): u32 {
  const left = ((position + lookAhead + 7) >> 3) - padding;
  const start = dataTop - left;
  memory.copy(start, dataEnd + padding, left);
  let from = input;
  let to = start;
  const end = input + length;
  isComplete = false;
  while (from < end) {
    if (from + 16 <= end) {
      const bytes = v128.load(from);
      v128.store(to - 16, inReverse(bytes));
      const escapes = i8x16.bitmask(i8x16.eq(bytes, i8x16.splat(-1)));
      if (escapes === 0) {
        from += 16;
        to -= 16;
        continue;
      }
      from += ctz(escapes);
      to -= ctz(escapes);
    }
    const byte = load<u8>(from);
    if (byte === 0xff) {
      if (from + 1 === end) break;
      isComplete = load<u8>(from, 1) !== 0;
      if (isComplete) break;
      from++;
    }
    from++;
    store<u8>(--to, byte);
  }
  consumed = <u32>(from - input);
  endDataAt(to);
  return position + ((<u32>(start - to)) << 3);
}

export function inReverse(bytes: v128): v128 {
  return i8x16.shuffle(bytes, bytes, 15, 14, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0);
}

/** Returns the next 57 bits at least, and zeros. */
export function bitsAt(position: u32): u64 {
  const last = position + lookAhead - 1;
  return load<u64>(dataEnd + (last >> 3) - 7) << (<u64>(7 - (last & 7)));
}
