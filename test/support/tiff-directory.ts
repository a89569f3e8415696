const entryBytes = 12;

/** Returns the position of each tag on the first page of a little-endian TIFF. */
function entriesOf(tiff: Buffer): number[] {
  const directory = tiff.readUInt32LE(4);
  return Array.from({ length: tiff.readUInt16LE(directory) }, (_, index) => directory + 2 + index * entryBytes);
}

/** Swaps the last two tags of a TIFF, as some programs write them. */
export function unsortedTags(tiff: Buffer): Buffer {
  const [last = 0, before = 0] = entriesOf(tiff).reverse();
  const unsorted = Buffer.from(tiff);
  tiff.copy(unsorted, before, last, last + entryBytes);
  tiff.copy(unsorted, last, before, before + entryBytes);
  return unsorted;
}

/** Makes a TIFF claim another compression. https://www.awaresystems.be/imaging/tiff/tifftags/compression.html */
export function withCompression(tiff: Buffer, compression: number): Buffer {
  return withTag(tiff, 259, compression);
}

/** Returns a little-endian TIFF in which a tag of one short number has another value. */
export function withTag(tiff: Buffer, number: number, value: number): Buffer {
  const changed = Buffer.from(tiff);
  const entry = entriesOf(tiff).find((at) => tiff.readUInt16LE(at) === number) ?? 0;
  changed.writeUInt16LE(value, entry + 8);
  return changed;
}

/** Returns a little-endian TIFF of one page with a text as another tag. */
export function withText(tiff: Buffer, number: number, text: string): Buffer {
  const content = Buffer.from(`${text}\0`);
  // A directory begins at an even position.
  const padding = Buffer.alloc(tiff.length % 2);
  const contentAt = tiff.length + padding.length;
  const entry = Buffer.alloc(entryBytes);
  entry.writeUInt16LE(number);
  entry.writeUInt16LE(2, 2);
  entry.writeUInt32LE(content.length, 4);
  entry.writeUInt32LE(contentAt, 8);
  const entries = [...entriesOf(tiff).map((at) => tiff.subarray(at, at + entryBytes)), entry];
  entries.sort((one, other) => one.readUInt16LE() - other.readUInt16LE());
  const count = Buffer.alloc(2);
  count.writeUInt16LE(entries.length);
  const evenEnd = Buffer.alloc(content.length % 2);
  const changed = Buffer.concat([tiff, padding, content, evenEnd, count, ...entries, Buffer.alloc(4)]);
  changed.writeUInt32LE(contentAt + content.length + evenEnd.length, 4);
  return changed;
}
