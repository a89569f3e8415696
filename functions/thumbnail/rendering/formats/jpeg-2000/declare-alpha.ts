import { boxAt } from '../iso-media/boxes.ts';

const signature = Buffer.from('\0\0\0\x0cjP  \r\n\x87\n\0\0\0\x14ftypjp2 \0\0\0\0jp2 ', 'latin1');
const greyscale = Buffer.from('\x01\0\0\0\0\0\x11', 'latin1');
/** Component 0 is a colour, and 1 its alpha. */
const greyAndAlpha = Buffer.from([0, 2, 0, 0, 0, 0, 0, 1, 0, 1, 0, 1, 0, 0]);
/** The compression type of every JPEG 2000, and a space and a copyright that are known. */
const [compressionType, isKnown] = [7, 0];

/**
 * Returns a JP2 of a codestream of two components that declares them as grey and alpha. Many programs write them without saying so, and
 * the decoder would take the second for green. ITU-T T.800, I.5.3
 *
 * @param image the file of the codestream, from which a profile is kept
 * @throws {RangeError} when the data is truncated
 */
export function declareAlpha(image: Buffer, codestream: Buffer): Buffer {
  const numbers = [8, 12, 16, 20].map((at) => codestream.readUInt32BE(at));
  const [right = 0, bottom = 0, left = 0, top = 0] = numbers;
  const header = Buffer.alloc(14);
  header.writeUInt32BE(bottom - top);
  header.writeUInt32BE(right - left, 4);
  header.writeUInt16BE(2, 8);
  header.set([codestream.readUInt8(42), compressionType, isKnown, isKnown], 10);
  const colour = boxAt(image, ['jp2h', 'colr']);
  const declared = Buffer.concat([
    box('ihdr', header),
    box('colr', colour ? image.subarray(colour.content, colour.end) : greyscale),
    box('cdef', greyAndAlpha),
  ]);
  return Buffer.concat([signature, box('jp2h', declared), box('jp2c', codestream)]);
}

function box(type: string, content: Buffer): Buffer {
  const head = Buffer.alloc(8);
  head.writeUInt32BE(8 + content.length);
  head.write(type, 4, 'latin1');
  return Buffer.concat([head, content]);
}
