import type { Size } from '../../types.ts';
import type { Item } from './items.ts';

/**
 * Returns the size of an item before it is cropped and turned, or undefined when it has none. ISO/IEC 23008-12, 6.5.3
 *
 * @throws {RangeError} when the data is truncated
 */
export function storedSize(image: Buffer, { properties }: Item): Size | undefined {
  const at = properties.find(({ type }) => type === 'ispe')?.content;
  return at === undefined ? undefined : { width: image.readUInt32BE(at + 4), height: image.readUInt32BE(at + 8) };
}
