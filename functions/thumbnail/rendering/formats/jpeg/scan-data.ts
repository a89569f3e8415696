/** The entropy-coded data of a scan. */
export interface ScanData {
  /** The data, followed by `spareBytes` zeros. */
  bytes: Buffer;
  /** The number of bits that are data. */
  bitCount: number;
}

/** A block takes fewer bytes than this, so its end is checked once it has been read. */
export const spareBytes = 512;

/** Returns the data between two positions without escapes; undefined when there is a marker in it, such as a restart. */
export function scanData(jpeg: Buffer, start: number, end: number): ScanData | undefined {
  const data = jpeg.subarray(start, end);
  if (hasMarker(data)) return undefined;
  const bytes = Buffer.alloc(data.length + spareBytes);
  let length = 0;
  for (let at = 0; at < data.length; ) {
    const escaped = data.indexOf(0xff, at);
    const reached = escaped < 0 ? data.length : escaped + 1;
    length += data.copy(bytes, length, at, reached);
    at = escaped < 0 ? reached : reached + 1;
  }
  return { bytes, bitCount: length * 8 };
}

/** Whether there is a byte 0xff without the zero that makes it data. */
export function hasMarker(data: Buffer): boolean {
  for (let at = data.indexOf(0xff); at >= 0; at = data.indexOf(0xff, at + 2)) if (data[at + 1] !== 0) return true;
  return false;
}
