/** A table from the next 16 bits of data to the length of a code and its symbol: `length << 8 | symbol`, or 0 where there is no code. */
export type HuffmanTable = Uint16Array;

/** The bits of the longest code. */
export const codeBits = 16;

/**
 * Reads the tables of a segment into a map by their class and number, as the segment has them: `class << 4 | number`.
 *
 * @throws {RangeError} when the data is truncated
 */
export function readHuffmanTables(
  jpeg: Buffer,
  { content, end }: { content: number; end: number },
  tables: Map<number, HuffmanTable>,
): void {
  for (let at = content; at < end; ) {
    const table = new Uint16Array(1 << codeBits);
    let symbolAt = at + 17;
    let next = 0;
    for (let length = 1; length <= codeBits; length += 1) {
      const span = 1 << (codeBits - length);
      for (let left = jpeg.readUInt8(at + length); left > 0; left -= 1) {
        table.fill((length << 8) | jpeg.readUInt8(symbolAt), next, next + span);
        next += span;
        symbolAt += 1;
      }
    }
    tables.set(jpeg.readUInt8(at), table);
    at = symbolAt;
  }
}
