import type { Size } from '../types.ts';
import { magickFormat } from './magick-format.ts';

/** The bytes before the picture, whose content is up to the program. */
const headerBytes = 512;
const endOfPicture = 0xff;
const versionAt = 10;
/** The first operation of a picture in each version, after its size and frame. */
const versions = ['\x11\x01', '\0\x11\x02\xff\x0c\0'];

/** QuickDraw pictures. https://developer.apple.com/library/archive/documentation/mac/QuickDraw/QuickDraw-461.html */
export const pict = magickFormat({
  matches: (beginning) => isPicture(beginning, headerBytes) || isPicture(beginning, 0),
  inspect(file) {
    // The decoder expects a header.
    const isBare = isPicture(file.toString('latin1', 0, versionAt + 6), 0);
    const image = isBare ? Buffer.concat([Buffer.alloc(headerBytes), file]) : file;
    return { image, strictness: 'warning', finish: async () => longEnough(image) };
  },
  loader: {
    coder: 'PICT',
    allowed: { modules: ['PICT', 'JPEG'], coders: ['PICT', 'JPEG'] },
    readHeader(image) {
      // The last operation ends the picture. Some programs add padding.
      if (image.findLast((byte) => byte !== 0) !== endOfPicture) throw new RangeError('It is cut off.');
      return sizeOf(image);
    },
  },
});

function sizeOf(image: Buffer): Size {
  const [top = 0, left = 0, bottom = 0, right = 0] = [2, 4, 6, 8].map((at) => image.readInt16BE(headerBytes + at));
  return { width: right - left, height: bottom - top };
}

/** Adds padding to a file that a plain picture makes short: the decoder rejects one with less than a bit for each pixel. */
function longEnough(image: Buffer): Buffer {
  const { width, height } = sizeOf(image);
  const missing = Math.ceil((width * height) / 8) - image.length;
  return missing > 0 ? Buffer.concat([image, Buffer.alloc(missing)]) : image;
}

function isPicture(beginning: string, at: number): boolean {
  return versions.some((version) => beginning.startsWith(version, at + versionAt));
}
