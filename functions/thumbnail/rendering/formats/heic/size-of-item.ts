import type { MagickHeader } from '../format.ts';
import type { Item, Property } from '../iso-media/items.ts';

/**
 * Returns the displayed size of a picture, after cropping and rotation. ISO/IEC 23008-12, 6.5
 *
 * @throws {RangeError} when the data is truncated, or has no size
 */
export function sizeOfItem(image: Buffer, { properties }: Item): MagickHeader {
  // Some cameras list the rotation before the size that it rotates.
  const stored = properties.find(({ type }) => type === 'ispe');
  let size = stored && sizeAt(image, stored.content);
  for (const property of properties) size = sizeAfter(image, property, size);
  if (!size?.width || !size.height || !Number.isFinite(size.width * size.height))
    throw new RangeError('The primary picture has no size.');
  return size;
}

function sizeAt(image: Buffer, content: number): MagickHeader {
  return { width: image.readUInt32BE(content + 4), height: image.readUInt32BE(content + 8) };
}

function sizeAfter(image: Buffer, { type, content }: Property, size?: MagickHeader): MagickHeader | undefined {
  const isSideways = type === 'irot' && image.readUInt8(content) % 2 === 1;
  if (isSideways && size) return { width: size.height, height: size.width };
  if (type !== 'clap') return size;
  const fraction = (at: number) => Math.round(image.readUInt32BE(at) / image.readUInt32BE(at + 4));
  return { width: fraction(content), height: fraction(content + 8) };
}
