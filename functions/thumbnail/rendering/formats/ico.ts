import type { MagickHeader } from './format.ts';
import { magickFormat } from './magick-format.ts';
import { untilTruncated } from './until-truncated.ts';

const [firstEntry, entryBytes] = [6, 16];
const maxBits = 32;
const pngSignature = '\x89PNG\r\n\x1a\n';

/** Icons, and cursors, which are icons with a hotspot. */
export const ico = magickFormat({
  // A TGA may begin like a cursor, but has zeros where a cursor has its number of images.
  matches: (beginning) =>
    ['\0\0\x01\0', '\0\0\x02\0'].some((signature) => beginning.startsWith(signature)) &&
    beginning.charCodeAt(4) > 0 &&
    beginning.charCodeAt(5) === 0,
  inspect(image) {
    untilTruncated(() => keepLargest(image));
    return { image, strictness: 'warning' };
  },
  loader: {
    coder: 'ICO',
    allowed: { modules: ['ICON', 'PNG'], coders: ['ICO', 'ICON', 'CUR', 'PNG'] },
    readHeader(image) {
      const { offset, bytes } = entryAt(image, firstEntry);
      if (offset + bytes > image.length) throw new RangeError('The largest image lies beyond the end.');
      const size = sizeOfImage(image, offset);
      if (size.width < 1 || size.height < 1) throw new RangeError('The largest image has no size.');
      return size;
    },
  },
});

/**
 * Keeps only the largest image, or of several such images the one with the highest bit depth.
 * https://learn.microsoft.com/en-us/previous-versions/ms997538(v=msdn.10)
 */
function keepLargest(image: Buffer): void {
  const count = image.readUInt16LE(4);
  const entries = Array.from({ length: count }, (_, index) => firstEntry + index * entryBytes);
  const rank = (at: number) => {
    const { width, height, offset } = entryAt(image, at);
    return width * height * 256 + bitsOfImage(image, offset);
  };
  const largest = entries.reduce((best, at) => (rank(at) > rank(best) ? at : best), firstEntry);
  image.copyWithin(firstEntry, largest, largest + entryBytes);
  image.writeUInt16LE(1, 4);
  // The decoder trusts the size in the entry.
  const { offset } = entryAt(image, firstEntry);
  const size = sizeOfImage(image, offset);
  image.set([size.width & 0xff, size.height & 0xff], firstEntry);
  if (bitsOfImage(image, offset) === maxBits) takeAlphaFromMask(image, offset, size);
  // A cursor becomes an icon, whose planes and bit depth are where a cursor has its hotspot.
  if (image.readUInt16LE(2) === 2) {
    image.writeUInt16LE(1, 2);
    image.writeUInt32LE(0, firstEntry + 4);
  }
}

/** Returns the bit depth, which the entry may lack, and that of a cursor always lacks. A PNG counts as the max. */
function bitsOfImage(image: Buffer, offset: number): number {
  if (offset + 16 > image.length) return 0;
  return isPngAt(image, offset) ? maxBits : Math.min(image.readUInt16LE(offset + 14), maxBits);
}

/** Takes the alpha from the mask, if every pixel of 32 bits has an alpha of 0: the decoder would show none of them. */
function takeAlphaFromMask(image: Buffer, offset: number, { width, height }: MagickHeader): void {
  const pixelsAt = offset + image.readUInt32LE(offset);
  const maskAt = pixelsAt + width * height * 4;
  const maskRowBytes = Math.ceil(width / 32) * 4;
  if (isPngAt(image, offset) || maskAt + maskRowBytes * height > image.length) return;
  for (let at = pixelsAt + 3; at < maskAt; at += 4) if (image[at] !== 0) return;
  for (let pixel = 0; pixel < width * height; pixel += 1) {
    const [row, column] = [Math.floor(pixel / width), pixel % width];
    const isClear = (image.readUInt8(maskAt + row * maskRowBytes + (column >> 3)) << (column & 7)) & 0x80;
    image[pixelsAt + pixel * 4 + 3] = isClear ? 0 : 0xff;
  }
}

function isPngAt(image: Buffer, offset: number): boolean {
  return image.toString('latin1', offset, offset + 8) === pngSignature;
}

/** Returns the size, which the entry may lack. The height of a bitmap includes its mask, which has the same size. */
function sizeOfImage(image: Buffer, offset: number): MagickHeader {
  if (isPngAt(image, offset))
    return { width: image.readUInt32BE(offset + 16), height: image.readUInt32BE(offset + 20) };
  return { width: image.readInt32LE(offset + 4), height: image.readInt32LE(offset + 8) >> 1 };
}

function entryAt(image: Buffer, at: number): MagickHeader & { offset: number; bytes: number } {
  return {
    width: image.readUInt8(at) || 256,
    height: image.readUInt8(at + 1) || 256,
    bytes: image.readUInt32LE(at + 8),
    offset: image.readUInt32LE(at + 12),
  };
}
