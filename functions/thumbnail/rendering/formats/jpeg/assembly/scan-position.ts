// Functions that read a scan take the position of the next bit, and return that after what they read.

/** Is returned where no code fits: a position after any data. */
export const damaged: u32 = u32.MAX_VALUE;

/** Max bits that fill the last byte. */
export const maxFillBits: u32 = 7;

export function isAtEnd(at: u32, bitCount: u32): bool {
  return at <= bitCount && bitCount - at <= maxFillBits;
}
