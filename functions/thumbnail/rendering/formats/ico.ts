import type { MagickHeader } from './format.ts';
import { magickFormat } from './magick-format.ts';
import { untilTruncated } from './until-truncated.ts';

const [firstEntry, entryBytes] = [6, 16];
const pngSignature = '\x89PNG\r\n\x1a\n';

/** Icons, and cursors, which are icons with a place that points. */
export const ico = magickFormat({
  // A TGA may begin like a cursor, but has zeros where a cursor has its number of images.
  matches: (beginning) =>
    ['\0\0\x01\0', '\0\0\x02\0'].some((signature) => beginning.startsWith(signature)) &&
    beginning.charCodeAt(4) > 0 &&
    beginning.charCodeAt(5) === 0,
  inspect(image) {
    untilTruncated(() => keepLargest(image));
    return { image, partCount: 0, metadataBytes: 0, strictness: 'warning' };
  },
  loader: {
    coder: 'ICO',
    allowed: { modules: ['ICON', 'PNG'], coders: ['ICO', 'ICON', 'CUR', 'PNG'] },
    readHeader(image) {
      const { offset, bytes } = entryAt(image, firstEntry);
      if (offset + bytes > image.length) throw new RangeError('The largest image lies beyond the end.');
      return sizeOfImage(image, offset);
    },
  },
});

/** Makes the largest image the only one, of the most colours. https://learn.microsoft.com/en-us/previous-versions/ms997538(v=msdn.10) */
function keepLargest(image: Buffer): void {
  const count = image.readUInt16LE(4);
  const entries = Array.from({ length: count }, (_, index) => firstEntry + index * entryBytes);
  const rank = (at: number) => {
    const { width, height } = entryAt(image, at);
    return width * height * 256 + image.readUInt16LE(at + 6);
  };
  const largest = entries.reduce((best, at) => (rank(at) > rank(best) ? at : best), firstEntry);
  image.copyWithin(firstEntry, largest, largest + entryBytes);
  image.writeUInt16LE(1, 4);
  // The decoder believes the entry.
  const { width, height } = sizeOfImage(image, entryAt(image, firstEntry).offset);
  image.set([width & 0xff, height & 0xff], firstEntry);
  // An icon, not a cursor: its planes and bits are where a cursor has its place.
  if (image.readUInt16LE(2) === 2) {
    image.writeUInt16LE(1, 2);
    image.writeUInt32LE(0, firstEntry + 4);
  }
}

/** The entry of an image may not tell its size. A bitmap has a mask below it, of the same height. */
function sizeOfImage(image: Buffer, offset: number): MagickHeader {
  const isPng = image.toString('latin1', offset, offset + 8) === pngSignature;
  if (isPng) return { width: image.readUInt32BE(offset + 16), height: image.readUInt32BE(offset + 20) };
  return { width: image.readInt32LE(offset + 4), height: image.readInt32LE(offset + 8) / 2 };
}

function entryAt(image: Buffer, at: number): MagickHeader & { offset: number; bytes: number } {
  return {
    width: image.readUInt8(at) || 256,
    height: image.readUInt8(at + 1) || 256,
    bytes: image.readUInt32LE(at + 8),
    offset: image.readUInt32LE(at + 12),
  };
}
