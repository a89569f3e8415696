export interface ByteReader {
  /**
   * Reads the next number of 0 to 8 bytes, big-endian.
   *
   * @throws {RangeError} when the data is truncated
   */
  number(bytes: number): number;
  skip(bytes: number): void;
}

/** Reads numbers one after another. */
export function byteReader(data: Buffer): ByteReader {
  let at = 0;
  return {
    number(bytes) {
      const start = at;
      at += bytes;
      if (bytes === 0) return 0;
      return bytes === 8 ? Number(data.readBigUInt64BE(start)) : data.readUIntBE(start, bytes);
    },
    skip(bytes) {
      at += bytes;
    },
  };
}
