import { boxAt } from '../iso-media/boxes.ts';
import { jp2Of } from './jp2-of.ts';

const greyscale = Buffer.from('\x01\0\0\0\0\0\x11', 'latin1');
/** The first byte of a `colr` box without a profile. */
const enumerated = 1;
/** Component 0 is a colour, and 1 its alpha. */
const greyAndAlpha = Buffer.from([0, 2, 0, 0, 0, 0, 0, 1, 0, 1, 0, 1, 0, 0]);

/**
 * Returns a JP2 of a codestream of two components that declares them as grey and alpha. Many programs write them without saying so, and
 * the decoder would take the second for green. ITU-T T.800, I.5.3
 *
 * @param image the file of the codestream, from which a profile is kept
 * @throws {RangeError} when the data is truncated
 */
export function declareAlpha(image: Buffer, codestream: Buffer): Buffer {
  const colour = boxAt(image, ['jp2h', 'colr']);
  // Without a profile, two components can only be grey, although some programs declare YCC.
  const hasProfile = colour !== undefined && image.readUInt8(colour.content) !== enumerated;
  return jp2Of(codestream, hasProfile ? image.subarray(colour.content, colour.end) : greyscale, greyAndAlpha);
}
