/** A box of a file of the ISO base media format. https://b.goeswhere.com/ISO_IEC_14496-12_2015.pdf */
export interface Box {
  type: string;
  start: number;
  /** The position of its content. */
  content: number;
  end: number;
  /** Whether it claims to end beyond the data. */
  isCutOff: boolean;
}

/** A file has a handful of boxes at each level; more would cost time. */
const maxBoxes = 100_000;

/**
 * Returns the boxes between two positions.
 *
 * @throws {RangeError} when the data is truncated
 */
export function boxesIn(file: Buffer, start: number, end: number): Box[] {
  const boxes: Box[] = [];
  for (let at = start; at + 8 <= end && boxes.length < maxBoxes; ) {
    const type = file.toString('latin1', at + 4, at + 8);
    const shortBytes = file.readUInt32BE(at);
    const [headBytes, bytes] = shortBytes === 1 ? [16, Number(file.readBigUInt64BE(at + 8))] : [8, shortBytes];
    const boxEnd = bytes === 0 ? end : at + bytes;
    if (boxEnd < at + headBytes) break;
    boxes.push({ type, start: at, content: at + headBytes, end: Math.min(boxEnd, end), isCutOff: boxEnd > end });
    at = boxEnd;
  }
  return boxes;
}

/** Returns the first box of each type on the way down; undefined when one is missing. `meta` has a version before its boxes. */
export function boxAt(file: Buffer, [type = '', ...deeper]: readonly string[], within?: Box): Box | undefined {
  const start = within ? within.content + (within.type === 'meta' ? 4 : 0) : 0;
  const found = boxesIn(file, start, within?.end ?? file.length).find((box) => box.type === type);
  return deeper.length === 0 || !found ? found : boxAt(file, deeper, found);
}
