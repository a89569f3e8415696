import { Rejection } from '../../../errors.ts';
import { type Box, boxAt, boxesIn } from '../iso-media/boxes.ts';

/** The methods of a `colr` box, ITU-T T.800, I.5.3.3 and T.801, M.11.7.3 */
const [enumerated, restrictedProfile, anyProfile] = [1, 2, 3];
const cmyk = 12;
/** The enumerated spaces that are read: the others are sRGB, grey and sYCC. */
const readSpaces = [cmyk, 16, 17, 18];
/** The position of the name of the colour space in a profile. */
const spaceAt = 16;
const premultiplied = 2;
export interface Colours {
  /** Whether the file says what each of its components is. */
  isDefined: boolean;
  isPremultiplied: boolean;
}

/**
 * Inspects the colours of a JPEG 2000, and changes them in place so that the decoder reads its profile.
 *
 * @throws {Rejection} when the decoder would show wrong colours
 * @throws {RangeError} when the data is truncated
 */
export function inspectColours(image: Buffer): Colours {
  const header = boxAt(image, ['jp2h']);
  const boxes = header ? boxesIn(image, header.content, header.end) : [];
  const colour = boxes.find(({ type }) => type === 'colr');
  if (colour) takeColourSpace(image, colour);
  const definitions = boxes.find(({ type }) => type === 'cdef');
  const types = definitions ? typesIn(image, definitions) : [];
  return { isDefined: definitions !== undefined, isPremultiplied: types.includes(premultiplied) };
}

/**
 * Whether the colours of a JPEG 2000 are those of CMYK, which the decoder takes for RGB.
 *
 * @throws {RangeError} when the data is truncated
 */
export function isCmyk(image: Buffer): boolean {
  const colour = boxAt(image, ['jp2h', 'colr']);
  if (!colour) return false;
  const start = colour.content + 3;
  if (image.readUInt8(colour.content) === enumerated) return image.readUInt32BE(start) === cmyk;
  return image.toString('latin1', start + spaceAt, start + spaceAt + 4) === 'CMYK';
}

/** @throws {Rejection} when the decoder would take the colours for RGB */
function takeColourSpace(image: Buffer, { content }: Box): void {
  const method = image.readUInt8(content);
  // The decoder ignores a profile of this kind. Nothing but its kind differs from those that it reads.
  if (method === anyProfile) image.writeUInt8(restrictedProfile, content);
  if (method !== enumerated || readSpaces.includes(image.readUInt32BE(content + 3))) return;
  const space = image.readUInt32BE(content + 3);
  throw new Rejection('unsupported-format', `The jpeg-2000 image has colours of another kind than RGB: ${space}.`);
}

/** Returns the type of each channel: 0 is a colour, 1 alpha, 2 alpha that colours are premultiplied by. */
function typesIn(image: Buffer, { content }: Box): number[] {
  const count = image.readUInt16BE(content);
  return Array.from({ length: count }, (_, index) => image.readUInt16BE(content + 2 + 6 * index + 2));
}
