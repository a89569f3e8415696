/** Returns a colour index that a frame does not use, and that can be declared as transparent; undefined when it uses every index. */
export function unusedIndex(isUsed: Uint8Array): number | undefined {
  return Array.from({ length: 256 }, (_, index) => 255 - index).find((index) => !isUsed[index]);
}
