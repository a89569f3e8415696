import { Rejection } from '../../../errors.ts';
import type { Item, Items } from '../iso-media/items.ts';

const lengthSizeAt = 21;
const zeros = Buffer.alloc(2);
/** After two zeros, a unit cannot have a byte below this one: the encoder writes this byte between them. */
const escapeByte = 3;

/**
 * Rejects a picture whose HEVC data was overwritten with zeros, or has other units than it says: the decoder would show such parts in
 * green, and report nothing. ITU-T H.265, 7.3.1 and 7.4.2
 *
 * @throws {Rejection} when the data is damaged
 * @throws {RangeError} when the data is truncated
 */
export function rejectDamagedData(image: Buffer, { primary, alpha, tiles }: Items): void {
  for (const item of [primary, alpha, ...tiles]) {
    if (item && !hasWholeUnits(image, item)) {
      throw new Rejection('corrupt-image', `The heic image is damaged in the data of its item ${item.id}.`);
    }
  }
}

function hasWholeUnits(image: Buffer, { dataStart, dataEnd, properties }: Item): boolean {
  const configuration = properties.find(({ type }) => type === 'hvcC');
  if (!configuration || dataStart === undefined) return true;
  const lengthBytes = (image.readUInt8(configuration.content + lengthSizeAt) & 3) + 1;
  for (let at = dataStart; at < dataEnd; ) {
    const start = at + lengthBytes;
    at = start + image.readUIntBE(at, lengthBytes);
    if (at > dataEnd || !isEscaped(image.subarray(start, at))) return false;
  }
  return true;
}

function isEscaped(unit: Buffer): boolean {
  for (let at = unit.indexOf(zeros); at >= 0; at = unit.indexOf(zeros, at + 2)) {
    if ((unit[at + 2] ?? escapeByte) < escapeByte) return false;
  }
  return true;
}
