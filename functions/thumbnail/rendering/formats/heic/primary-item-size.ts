import { type Box, boxesIn, boxIn } from '../boxes.ts';
import type { MagickHeader } from '../format.ts';
import { byteReader } from './byte-reader.ts';

/**
 * Returns the size of the image that a HEIC is shown as, after cropping and turning. ISO/IEC 23008-12, 6.5
 *
 * @throws {RangeError} when the data is truncated, or does not say it
 */
export function primaryItemSize(meta: Buffer): MagickHeader {
  const item = primaryItem(boxIn(meta, 'pitm'));
  const iprp = boxIn(meta, 'iprp');
  const properties = [...boxesIn(boxIn(iprp, 'ipco'))];
  let size: MagickHeader | undefined;
  for (const index of propertiesOf(item, boxIn(iprp, 'ipma'))) {
    const property = properties[index - 1];
    if (property) size = sizeAfter(property, size);
  }
  if (!size?.width || !size.height) throw new RangeError('The primary item has no size.');
  return size;
}

function primaryItem(pitm: Buffer): number {
  return pitm.readUIntBE(4, pitm.readUInt8(0) === 0 ? 2 : 4);
}

/** The properties of an item, as numbers from 1, in the order that they apply in. */
function* propertiesOf(item: number, ipma: Buffer): Iterable<number> {
  const [version, flags] = [ipma.readUInt8(0), ipma.readUInt8(3)];
  const indexBytes = flags & 1 ? 2 : 1;
  const reader = byteReader(ipma.subarray(4));
  for (let entries = reader.number(4); entries > 0; entries -= 1) {
    const entryItem = reader.number(version === 0 ? 2 : 4);
    for (let count = reader.number(1); count > 0; count -= 1) {
      // The highest bit says whether a reader must know the property.
      const index = reader.number(indexBytes) & (indexBytes === 2 ? 0x7fff : 0x7f);
      if (entryItem === item) yield index;
    }
  }
}

function sizeAfter({ type, content }: Box, size: MagickHeader | undefined): MagickHeader | undefined {
  if (type === 'ispe') return { width: content.readUInt32BE(4), height: content.readUInt32BE(8) };
  if (type === 'irot' && size && content.readUInt8(0) % 2 === 1) return { width: size.height, height: size.width };
  if (type !== 'clap') return size;
  const fraction = (at: number) => Math.round(content.readUInt32BE(at) / content.readUInt32BE(at + 4));
  return { width: fraction(0), height: fraction(8) };
}
