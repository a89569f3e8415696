/** The entropy-coded data of a scan. */
export interface ScanData {
  /** The data, followed by `spareBytes` readable bytes. */
  bytes: DataView;
  /** The number of bits that are data. */
  bitCount: number;
}

/** A block takes fewer bytes than this, so its end is checked once it has been read. */
const spareBytes = 512;

/** Returns the data between two positions without escapes; undefined when there is a marker in it, such as a restart. */
export function scanData(jpeg: Buffer, start: number, end: number): ScanData | undefined {
  const bytes = Buffer.alloc(end - start + spareBytes);
  let length = 0;
  for (let at = start; at < end; ) {
    const found = jpeg.indexOf(0xff, at);
    const isEscape = found >= 0 && found < end;
    if (isEscape && (found + 1 === end || jpeg[found + 1] !== 0)) return undefined;
    const reached = isEscape ? found + 1 : end;
    length += jpeg.copy(bytes, length, at, reached);
    at = isEscape ? reached + 1 : end;
  }
  return { bytes: new DataView(bytes.buffer, bytes.byteOffset, bytes.length), bitCount: length * 8 };
}
