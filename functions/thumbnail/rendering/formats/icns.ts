import { Rejection } from '../../errors.ts';
import type { MagickHeader } from './format.ts';
import { isJpeg2000, jpeg2000 } from './jpeg-2000.ts';
import { magickFormat } from './magick-format.ts';

const headerBytes = 8;
const signatureBytes = 12;
const pngSignature = '\x89PNG\r\n\x1a\n';

/** Apple's icons: the largest PNG or JPEG 2000 inside is shown. https://en.wikipedia.org/wiki/Apple_Icon_Image_format */
export const icns = magickFormat({
  matches: (beginning) => beginning.startsWith('icns'),
  inspect: (file) => ({ image: largestPicture(file), partCount: 0, metadataBytes: 0, strictness: 'warning' }),
  loader: {
    coder: (image) => (isPng(image) ? 'PNG' : 'JP2'),
    allowed: {
      modules: ['PNG', ...jpeg2000.loader.allowed.modules],
      coders: ['PNG', ...jpeg2000.loader.allowed.coders],
    },
    readHeader(image) {
      const size = sizeOf(image);
      if (!size) throw new RangeError('It is cut off.');
      return size;
    },
  },
});

/**
 * @throws {Rejection} when there is no picture of a known kind: the oldest icons have pixels in ways of their own
 */
function largestPicture(file: Buffer): Buffer {
  let largest: { picture: Buffer; pixels: number } | undefined;
  for (const picture of elementsOf(file)) {
    const { width, height } = sizeOf(picture) ?? { width: 0, height: 0 };
    if (width * height > (largest?.pixels ?? 0)) largest = { picture, pixels: width * height };
  }
  if (!largest) throw new Rejection('unsupported-format', 'The icns image has neither a PNG nor a JPEG 2000 inside.');
  return largest.picture;
}

/** An element is a type, its length with this header, and a picture or something else. */
function* elementsOf(file: Buffer): Iterable<Buffer> {
  for (let at = headerBytes; at + headerBytes < file.length; ) {
    const length = file.readUInt32BE(at + 4);
    if (length < headerBytes || at + length > file.length)
      throw new Rejection('corrupt-image', 'The icns image is cut off.');
    yield file.subarray(at + headerBytes, at + length);
    at += length;
  }
}

function isPng(picture: Buffer): boolean {
  return picture.toString('latin1', 0, pngSignature.length) === pngSignature;
}

/** @throws {RangeError} when the data is truncated */
function sizeOf(picture: Buffer): MagickHeader | undefined {
  if (isPng(picture)) return { width: picture.readUInt32BE(16), height: picture.readUInt32BE(20) };
  return isJpeg2000(picture.toString('latin1', 0, signatureBytes)) ? jpeg2000.loader.readHeader(picture) : undefined;
}
