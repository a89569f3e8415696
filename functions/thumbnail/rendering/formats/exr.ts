import { codedColourSpace } from '../colour/colour-space.ts';
import type { MagickHeader } from './format.ts';
import { magickFormat, soleCoder } from './magick-format.ts';

const headerAt = 8;
/** Its numbers are light, in the primaries of sRGB, and the decoder leaves them so. */
const linearLight = codedColourSpace(1, 8);

/** OpenEXR. https://openexr.com/en/latest/OpenEXRFileLayout.html */
export const exr = magickFormat({
  matches: (beginning) => beginning.startsWith('\x76\x2f\x31\x01'),
  inspect: (image) => ({ image, partCount: 0, metadataBytes: 0, strictness: 'warning', colour: linearLight }),
  loader: soleCoder('EXR', displayWindow),
});

/** An attribute is a name, a type, the length of its value, and the value. */
function displayWindow(image: Buffer): MagickHeader {
  for (let at = headerAt; ; ) {
    const [name, typeAt] = textAt(image, at);
    const [, lengthAt] = textAt(image, typeAt);
    const value = lengthAt + 4;
    if (name === '') throw new RangeError('There is no display window.');
    if (name === 'displayWindow') {
      const [left, top, right, bottom] = [0, 4, 8, 12].map((offset) => image.readInt32LE(value + offset));
      return { width: (right ?? 0) - (left ?? 0) + 1, height: (bottom ?? 0) - (top ?? 0) + 1 };
    }
    at = value + image.readUInt32LE(lengthAt);
  }
}

/** Returns a text, and where the next begins. */
function textAt(image: Buffer, at: number): [text: string, next: number] {
  const end = image.indexOf(0, at);
  if (end < 0) throw new RangeError('The header is cut off.');
  return [image.toString('latin1', at, end), end + 1];
}
