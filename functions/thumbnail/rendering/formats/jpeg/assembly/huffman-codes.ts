// A code is `length << 8 | symbol`, or 0 where the bits are none. https://www.w3.org/Graphics/JPEG/itu-t81.pdf, annex F

export const lastCoefficient: u32 = 63;

/** The code that 32 bits begin with. */
export function codeAt(table: usize, bits: u32): u32 {
  return <u32>load<u16>(table + ((bits >> 16) << 1));
}

/** The bits of a code, and of the number that follows it. */
export function codeLength(code: u32): u32 {
  return (code >> 8) + (code & 15);
}

export function isEndOfBlock(code: u32): bool {
  return (code & 255) === 0;
}

/** Whether an AC code has a run without a coefficient, which is defined for the longest one only. */
export function isUndefined(code: u32): bool {
  return (code & 15) === 0 && ((code >> 4) & 15) !== 15;
}

/** The coefficients that an AC code brings. */
export function coefficientsOf(code: u32): u32 {
  return ((code >> 4) & 15) + 1;
}
