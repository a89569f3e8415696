import type { MagickHeader } from '../format.ts';
import type { Item, Property } from '../iso-media/items.ts';
import { storedSize } from '../iso-media/stored-size.ts';

/**
 * Returns the displayed size of a picture, after cropping and rotation. ISO/IEC 23008-12, 6.5
 *
 * @throws {RangeError} when the data is truncated, or has no size
 */
export function sizeOfItem(image: Buffer, item: Item): MagickHeader {
  // Some cameras list the rotation before the size that it rotates.
  let size: MagickHeader | undefined = storedSize(image, item);
  for (const property of item.properties) size = sizeAfter(image, property, size);
  if (!size?.width || !size.height || !Number.isFinite(size.width * size.height))
    throw new RangeError('The primary picture has no size.');
  return size;
}

function sizeAfter(image: Buffer, { type, content }: Property, size?: MagickHeader): MagickHeader | undefined {
  const isSideways = type === 'irot' && image.readUInt8(content) % 2 === 1;
  if (isSideways && size) return { width: size.height, height: size.width };
  if (type !== 'clap') return size;
  const fraction = (at: number) => Math.round(image.readUInt32BE(at) / image.readUInt32BE(at + 4));
  return { width: fraction(content), height: fraction(content + 8) };
}
