/** A JPEG with seven bytes of no meaning where the segment after its first one begins. */
export function extraneousBytes(jpeg: Buffer): Buffer {
  const second = 4 + jpeg.readUInt16BE(4);
  return Buffer.concat([jpeg.subarray(0, second), Buffer.alloc(7, 1), jpeg.subarray(second)]);
}

/** A JPEG whose scan says that it ends with the first coefficient, as those of some phones do, though it has all 64. */
export function slippedScanHeader(jpeg: Buffer): Buffer {
  const slipped = Buffer.from(jpeg);
  const scan = scanOf(slipped);
  const components = slipped.readUInt8(scan + 4);
  // Marker, length, number of components, two bytes for each, start of the spectral selection; and then its end.
  slipped.writeUInt8(0, scan + 6 + components * 2);
  return slipped;
}

/** A JPEG whose first segment says that it is of JFIF 2.01, which there is not. */
export function unknownJfifRevision(jpeg: Buffer): Buffer {
  const signature = Buffer.from('JFIF\0\x02\x01\0\0\x01\0\x01\0\0', 'latin1');
  const length = Buffer.from([0xff, 0xe0, 0, signature.length + 2]);
  return Buffer.concat([jpeg.subarray(0, 2), length, signature, jpeg.subarray(2)]);
}

/** A JPEG, without the segment of JFIF, whose segment of Adobe says that its colours are transformed in a way that there is not. */
export function unknownTransform(jpeg: Buffer): Buffer {
  const adobe = Buffer.from('\xff\xee\0\x0eAdobe\0\x64\0\0\0\0\x07', 'latin1');
  const second = jpeg.readUInt8(3) === 0xe0 ? 4 + jpeg.readUInt16BE(4) : 2;
  return Buffer.concat([jpeg.subarray(0, 2), adobe, jpeg.subarray(second)]);
}

/** A JPEG of which the middle half of the scans is left out. */
export function damagedScan(jpeg: Buffer): Buffer {
  const quarter = Math.floor((jpeg.length - scanOf(jpeg)) / 4);
  return Buffer.concat([jpeg.subarray(0, -3 * quarter), jpeg.subarray(-quarter)]);
}

/** Where the first scan's header begins. */
function scanOf(jpeg: Buffer): number {
  return jpeg.indexOf(Buffer.from([0xff, 0xda]));
}
