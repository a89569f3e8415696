const entryBytes = 12;

/** Where the entries of a little-endian TIFF's first directory begin. */
function entriesOf(tiff: Buffer): number[] {
  const directory = tiff.readUInt32LE(4);
  return Array.from({ length: tiff.readUInt16LE(directory) }, (_, index) => directory + 2 + index * entryBytes);
}

/** A TIFF whose last two tags are in the wrong order, as some programs write them. */
export function unsortedTags(tiff: Buffer): Buffer {
  const [last = 0, before = 0] = entriesOf(tiff).reverse();
  const unsorted = Buffer.from(tiff);
  tiff.copy(unsorted, before, last, last + entryBytes);
  tiff.copy(unsorted, last, before, before + entryBytes);
  return unsorted;
}

/** A TIFF that says that it is compressed in another way. https://www.awaresystems.be/imaging/tiff/tifftags/compression.html */
export function withCompression(tiff: Buffer, compression: number): Buffer {
  const changed = Buffer.from(tiff);
  const entry = entriesOf(tiff).find((at) => tiff.readUInt16LE(at) === 259) ?? 0;
  changed.writeUInt16LE(compression, entry + 8);
  return changed;
}
