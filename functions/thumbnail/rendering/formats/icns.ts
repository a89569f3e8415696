import { Rejection } from '../../errors.ts';
import type { MagickHeader } from './format.ts';
import { pamOfRle, sideOfRle } from './icns/rle.ts';
import { isJpeg2000, jpeg2000 } from './jpeg-2000.ts';
import { magickFormat } from './magick-format.ts';
import { pnm } from './pnm.ts';

const headerBytes = 8;
const signatureBytes = 12;
const pamSignature = 'P7\n';
const pngSignature = '\x89PNG\r\n\x1a\n';

/** Apple's icons, whose largest picture is shown. https://en.wikipedia.org/wiki/Apple_Icon_Image_format */
export const icns = magickFormat({
  matches: (beginning) => beginning.startsWith('icns'),
  inspect: (file) => ({ image: largestPicture(file), strictness: 'warning' }),
  loader: {
    coder: (image) => (isPam(image) ? 'PAM' : isPng(image) ? 'PNG' : 'JP2'),
    allowed: {
      modules: ['PNG', ...pnm.loader.allowed.modules, ...jpeg2000.loader.allowed.modules],
      coders: ['PNG', ...pnm.loader.allowed.coders, ...jpeg2000.loader.allowed.coders],
    },
    readHeader(image) {
      const size = isPam(image) ? pnm.loader.readHeader(image) : sizeOf(image);
      if (!size) throw new RangeError('It is cut off.');
      return size;
    },
  },
});

/**
 * Returns the largest picture: a PNG or JPEG 2000 as it is, or a run-length encoded picture as a PAM.
 *
 * @throws {Rejection} when there is no picture in a supported format, or it is cut off
 */
function largestPicture(file: Buffer): Buffer {
  const elements = elementsOf(file);
  let largest: { kind: string; picture: Buffer; pixels: number } | undefined;
  for (const [kind, picture] of elements) {
    const side = sideOfRle(kind, picture);
    const { width, height } = sizeOf(picture) ?? { width: side, height: side };
    if (width * height > (largest?.pixels ?? 0)) largest = { kind, picture, pixels: width * height };
  }
  if (!largest) throw new Rejection('unsupported-format', 'The icns image has no picture in a supported format.');
  return sizeOf(largest.picture) ? largest.picture : pamOfRle(largest.kind, elements);
}

/** Returns the data of each element by its type. An element is its type, its length including this header, and its data. */
function elementsOf(file: Buffer): Map<string, Buffer> {
  const elements = new Map<string, Buffer>();
  for (let at = headerBytes; at + headerBytes < file.length; ) {
    const length = file.readUInt32BE(at + 4);
    if (length < headerBytes || at + length > file.length)
      throw new Rejection('corrupt-image', 'The icns image is cut off.');
    elements.set(file.toString('latin1', at, at + 4), file.subarray(at + headerBytes, at + length));
    at += length;
  }
  return elements;
}

function isPam(picture: Buffer): boolean {
  return picture.toString('latin1', 0, pamSignature.length) === pamSignature;
}

function isPng(picture: Buffer): boolean {
  return picture.toString('latin1', 0, pngSignature.length) === pngSignature;
}

/** @throws {RangeError} when the data is truncated */
function sizeOf(picture: Buffer): MagickHeader | undefined {
  if (isPng(picture)) return { width: picture.readUInt32BE(16), height: picture.readUInt32BE(20) };
  return isJpeg2000(picture.toString('latin1', 0, signatureBytes)) ? jpeg2000.loader.readHeader(picture) : undefined;
}
