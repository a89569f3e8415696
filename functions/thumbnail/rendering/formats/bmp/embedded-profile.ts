const [fileHeaderBytes, pixelsAtAt, typeAt, offsetAt, bytesAt] = [14, 10, 70, 126, 130];
const headerBytes = 124;
const embedded = 'DEBM';

/**
 * Returns a copy of the profile that is embedded in a BMP, and whether it lies before the pixels; undefined when there is none, or it is
 * cut off. https://learn.microsoft.com/en-us/windows/win32/wcs/using-structures-in-wcs-1-0
 *
 * @throws {RangeError} when the header is truncated
 */
export function embeddedProfile(image: Buffer): { profile: Buffer; isFirst: boolean } | undefined {
  const hasOne = image.readUInt32LE(fileHeaderBytes) === headerBytes;
  if (!hasOne || image.toString('latin1', typeAt, typeAt + 4) !== embedded) return undefined;
  const start = fileHeaderBytes + image.readUInt32LE(offsetAt);
  const end = start + image.readUInt32LE(bytesAt);
  if (end > image.length) return undefined;
  return { profile: Buffer.from(image.subarray(start, end)), isFirst: start < image.readUInt32LE(pixelsAtAt) };
}

/** Returns a BMP with a profile at its end, where the decoder reads it. */
export function withProfile(image: Buffer, profile: Buffer): Buffer {
  const writtenBytes = image.readUInt32LE(fileHeaderBytes);
  const headerEnd = fileHeaderBytes + writtenBytes;
  const head = Buffer.alloc(fileHeaderBytes + headerBytes);
  image.copy(head, 0, 0, headerEnd);
  const profileAt = image.length + headerBytes - writtenBytes;
  head.writeUInt32LE(profileAt + profile.length, 2);
  head.writeUInt32LE(image.readUInt32LE(pixelsAtAt) + headerBytes - writtenBytes, pixelsAtAt);
  head.writeUInt32LE(headerBytes, fileHeaderBytes);
  head.write(embedded, typeAt, 'latin1');
  head.writeUInt32LE(profileAt - fileHeaderBytes, offsetAt);
  head.writeUInt32LE(profile.length, bytesAt);
  return Buffer.concat([head, image.subarray(headerEnd), profile]);
}
