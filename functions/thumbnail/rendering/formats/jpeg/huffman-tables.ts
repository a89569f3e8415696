/** A table from the next 16 bits of data to the length of a code and its symbol: `length << 8 | symbol`, or 0 where there is no code. */
export type HuffmanTable = Uint16Array;

/** The bits of the longest code. */
export const codeBits = 16;

/** The positions of tables by their class and number, as a segment has them: `class << 4 | number`. */
export type HuffmanTablePositions = Map<number, number>;

/**
 * Notes where the tables of a segment are. They are built only for a scan that uses them: a file may have millions.
 *
 * @throws {RangeError} when the data is truncated
 */
export function locateHuffmanTables(
  jpeg: Buffer,
  { content, end }: { content: number; end: number },
  positions: HuffmanTablePositions,
): void {
  for (let at = content; at < end; at += 1 + codeBits + symbolsOf(jpeg, at)) positions.set(jpeg.readUInt8(at), at);
}

/** The symbols of the table at a position. */
function symbolsOf(jpeg: Buffer, at: number): number {
  let symbols = 0;
  for (let length = 1; length <= codeBits; length += 1) symbols += jpeg.readUInt8(at + length);
  return symbols;
}

/** Max number of a table of each class. https://www.w3.org/Graphics/JPEG/itu-t81.pdf, B.2.4.2 */
const maxNumber = 3;
const maxSymbols = 256;
/** Max bits of a DC coefficient. */
const maxDcSymbol = 15;

/**
 * Whether a segment has tables as the standard defines them, and nothing else.
 *
 * @throws {RangeError} when the data is truncated
 */
export function hasWholeTables(jpeg: Buffer, { content, end }: { content: number; end: number }): boolean {
  let at = content;
  while (at < end) {
    const id = jpeg.readUInt8(at);
    const symbols = symbolsOf(jpeg, at);
    if (id >> 4 > 1 || (id & 15) > maxNumber || symbols > maxSymbols) return false;
    at += 1 + codeBits + symbols;
  }
  return at === end;
}

/**
 * Builds the table at a position; returns undefined when there is none, or libjpeg would refuse it. A code of ones is not allowed.
 *
 * @throws {RangeError} when the data is truncated
 */
export function huffmanTableAt(jpeg: Buffer, at: number | undefined): HuffmanTable | undefined {
  if (at === undefined) return undefined;
  const isDc = jpeg.readUInt8(at) >> 4 === 0;
  const table = new Uint16Array(1 << codeBits);
  let symbolAt = at + 1 + codeBits;
  let next = 0;
  for (let length = 1; length <= codeBits; length += 1) {
    const span = 1 << (codeBits - length);
    for (let left = jpeg.readUInt8(at + length); left > 0; left -= 1) {
      const symbol = jpeg.readUInt8(symbolAt);
      if (isDc && symbol > maxDcSymbol) return undefined;
      table.fill((length << 8) | symbol, next, next + span);
      next += span;
      symbolAt += 1;
    }
  }
  return next < table.length ? table : undefined;
}
