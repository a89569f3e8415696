import { blockCount, endBitsOf, endCodeOf, pairAddress, pairOf } from './blocks';
import { endAt } from './chain';
import { bitsAt, inReverse } from './data';
import { codeAt, codeLength } from './huffman-codes';
import { output, writtenTop } from './memory';

/** The blocks that are written since `clearWritten`. */
export let writtenBlocks: u32 = 0;
/** The bytes of the output. */
export let outputLength: usize = 0;

// Up to 7 bits that are not a byte yet, at the top.
let pending: u64 = 0;
let pendingBits: u64 = 0;
/** The address of the last byte that is written: they are in reverse, as the data. */
let writtenEnd: usize = writtenTop;

/** Bits that `bitsAt` returns at least. */
const maxBits: u32 = 56;

export function clearWritten(): void {
  writtenBlocks = 0;
  writtenEnd = writtenTop;
  pending = 0;
  pendingBits = 0;
}

/** Writes the blocks between two entries of a list. */
export function writeBlocks(list: usize, first: u32, last: u32, firstBlock: u32): void {
  let block = firstBlock;
  let start = endAt(list, first);
  for (let index = first + 1; index <= last; index++) {
    const end = endAt(list, index);
    if (endBitsOf(block) === 0 || !writeWithoutAc(block, start, start - end)) {
      for (; start - end > maxBits; start -= maxBits) write(bitsAt(start), maxBits);
      write(bitsAt(start), start - end);
    }
    start = end;
    if (++block === blockCount) block = 0;
  }
  writtenBlocks += last - first;
}

/** Returns false when the code that ends a block is longer than the codes it would replace: the output is never longer than the input. */
function writeWithoutAc(block: u32, start: u32, length: u32): bool {
  const bits = bitsAt(start);
  const dcBits = codeLength(codeAt(pairAddress(pairOf(block)), <u32>(bits >> 32)));
  const endBits = endBitsOf(block);
  if (dcBits + endBits >= length) return false;
  write(bits, dcBits);
  write((<u64>endCodeOf(block)) << (64 - endBits), endBits);
  return true;
}

/** Writes the first of some bits, up to `maxBits`. */
export function write(bits: u64, count: u64): void {
  pending |= ((bits >> (64 - count)) << (64 - count)) >> pendingBits;
  store<u64>(writtenEnd - 8, pending);
  pendingBits += count;
  writtenEnd -= <usize>(pendingBits >> 3);
  pending <<= pendingBits & ~7;
  pendingBits &= 7;
}

/** Fills the last byte with ones. */
export function fillLastByte(): void {
  if (pendingBits > 0) write(u64.MAX_VALUE, 8 - pendingBits);
}

/** Moves what is written to the output, with escapes. */
export function moveToOutput(): void {
  let from = writtenTop;
  let to = output;
  while (from > writtenEnd) {
    const bytes = inReverse(v128.load(from - 16));
    v128.store(to, bytes);
    const escapes = i8x16.bitmask(i8x16.eq(bytes, i8x16.splat(-1)));
    const untilEscape: usize = escapes === 0 ? 16 : ctz(escapes) + 1;
    const length = min(untilEscape, from - writtenEnd);
    from -= length;
    to += length;
    if (load<u8>(to - 1) === 0xff) store<u8>(to++, 0);
  }
  outputLength = to - output;
  writtenEnd = writtenTop;
}
