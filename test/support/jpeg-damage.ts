/** Inserts seven meaningless bytes before the second segment. */
export function extraneousBytes(jpeg: Buffer): Buffer {
  const second = 4 + jpeg.readUInt16BE(4);
  return Buffer.concat([jpeg.subarray(0, second), Buffer.alloc(7, 1), jpeg.subarray(second)]);
}

/** Makes the scan header claim to end with the first coefficient, as some phones do, though the scan has all 64. */
export function slippedScanHeader(jpeg: Buffer): Buffer {
  const slipped = Buffer.from(jpeg);
  const scan = scanOf(slipped);
  const components = slipped.readUInt8(scan + 4);
  // The end of the spectral selection follows marker, length, number of components, two bytes for each, and its start.
  slipped.writeUInt8(0, scan + 6 + components * 2);
  return slipped;
}

/** Puts a segment of JFIF 2.01, which is undefined, before all others. */
export function unknownJfifRevision(jpeg: Buffer): Buffer {
  const signature = Buffer.from('JFIF\0\x02\x01\0\0\x01\0\x01\0\0', 'latin1');
  const length = Buffer.from([0xff, 0xe0, 0, signature.length + 2]);
  return Buffer.concat([jpeg.subarray(0, 2), length, signature, jpeg.subarray(2)]);
}

/** Replaces the JFIF segment with an Adobe segment whose colour transform is undefined. */
export function unknownTransform(jpeg: Buffer): Buffer {
  const adobe = Buffer.from('\xff\xee\0\x0eAdobe\0\x64\0\0\0\0\x07', 'latin1');
  const second = jpeg.readUInt8(3) === 0xe0 ? 4 + jpeg.readUInt16BE(4) : 2;
  return Buffer.concat([jpeg.subarray(0, 2), adobe, jpeg.subarray(second)]);
}

/** Removes the middle half of the scans. */
export function damagedScan(jpeg: Buffer): Buffer {
  const quarter = Math.floor((jpeg.length - scanOf(jpeg)) / 4);
  return Buffer.concat([jpeg.subarray(0, -3 * quarter), jpeg.subarray(-quarter)]);
}

/** Returns the position of the first scan's header. */
function scanOf(jpeg: Buffer): number {
  return jpeg.indexOf(Buffer.from([0xff, 0xda]));
}
