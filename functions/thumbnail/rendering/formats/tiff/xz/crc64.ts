/** The polynomial of ECMA-182, with its low bits first, as two halves. */
const [high, low] = [0xc96c_5795, 0xd787_0f42];
const tables = tablesOf();

/** Returns the CRC-64 of data as an xz stream stores it: its low byte comes first. */
export function crc64(data: Buffer): Buffer {
  let [highHalf, lowHalf] = [0xffff_ffff, 0xffff_ffff];
  for (const byte of data) {
    const entry = (lowHalf ^ byte) & 0xff;
    lowHalf = ((lowHalf >>> 8) | (highHalf << 24)) ^ (tables.low[entry] ?? 0);
    highHalf = (highHalf >>> 8) ^ (tables.high[entry] ?? 0);
  }
  const bytes = Buffer.alloc(8);
  bytes.writeInt32LE(~lowHalf);
  bytes.writeInt32LE(~highHalf, 4);
  return bytes;
}

/** Returns the checksum of each byte. */
function tablesOf() {
  const table = { high: new Int32Array(256), low: new Int32Array(256) };
  for (let byte = 0; byte < 256; byte += 1) {
    let [highHalf, lowHalf] = [0, byte];
    for (let bit = 0; bit < 8; bit += 1) {
      const isOdd = lowHalf & 1;
      lowHalf = (lowHalf >>> 1) | (highHalf << 31);
      highHalf >>>= 1;
      if (isOdd) [highHalf, lowHalf] = [highHalf ^ high, lowHalf ^ low];
    }
    table.high[byte] = highHalf;
    table.low[byte] = lowHalf;
  }
  return table;
}
