import { Rejection } from '../../../errors.ts';
import type { Rewriting } from '../format.ts';

const [fileHeaderBytes, masksAt] = [14, 54];
const [uncompressed, bitFields, alphaBitFields] = [0, 3, 6];
/** Header sizes: with colour masks alone, the shortest one with an alpha mask, and the one that is written. */
const [colourMasksHeader, alphaMaskHeader, writtenHeader] = [52, 56, 108];
const defaultMasks = [0x7c00, 0x3e0, 0x1f, 0];

/**
 * Returns how to rewrite a BMP with 8 bits a sample, if the decoder would misread the masks of its pixels. Returns undefined for any
 * other BMP.
 * https://learn.microsoft.com/en-us/windows/win32/api/wingdi/ns-wingdi-bitmapv4header
 *
 * @throws {RangeError} when the header is truncated
 * @throws {Rejection} when the masks overlap, or have gaps
 */
export function rewritingOfMasks(image: Buffer): Rewriting | undefined {
  const headerBytes = image.readUInt32LE(fileHeaderBytes);
  const [bits, compression] = [image.readUInt16LE(28), image.readUInt32LE(30)];
  const isMasked = compression === bitFields || compression === alphaBitFields;
  const isMisread =
    (bits === 16 && (isMasked || compression === uncompressed)) ||
    (bits === 32 && (compression === alphaBitFields || (isMasked && headerBytes === colourMasksHeader)));
  if (!isMisread || headerBytes < 40) return undefined;
  const hasAlphaMask = compression === alphaBitFields || headerBytes >= alphaMaskHeader;
  const masks = isMasked
    ? [0, 4, 8, 12].map((at) => (at === 12 && !hasAlphaMask ? 0 : image.readUInt32LE(masksAt + at)))
    : defaultMasks;
  if (!masks.every(isContiguous) || areOverlapping(masks)) {
    throw new Rejection('corrupt-image', `The bmp image has the impossible masks ${masks.map(hexOf).join(', ')}.`);
  }
  const [width, height] = [image.readInt32LE(18), Math.abs(image.readInt32LE(22))];
  const form = { width, height, channels: 4, bytesPerSample: 1, orientation: 1 };
  return {
    header: { ...form, isProgressive: false, chroma: undefined, hasProfileOf16Bits: false },
    bytes: width * height * 4,
    image: () => withByteSamples(image, bits / 8, masks),
  };
}

function isContiguous(mask: number): boolean {
  return mask === 0 || Number.isInteger(Math.log2(mask / lowestBit(mask) + 1));
}

function areOverlapping(masks: readonly number[]): boolean {
  const joined = masks.reduce((all, mask) => (all | mask) >>> 0, 0);
  return joined !== masks.reduce((sum, mask) => sum + mask, 0);
}

function lowestBit(mask: number): number {
  return (mask & -mask) >>> 0;
}

function hexOf(mask: number): string {
  return `0x${mask.toString(16)}`;
}

/** @throws {RangeError} when the data is truncated */
function withByteSamples(image: Buffer, pixelBytes: number, masks: readonly number[]): Buffer {
  const [width, height, pixelsAt] = [image.readInt32LE(18), Math.abs(image.readInt32LE(22)), image.readUInt32LE(10)];
  const rowBytes = Math.ceil((width * pixelBytes) / 4) * 4;
  const written = Buffer.alloc(fileHeaderBytes + writtenHeader + width * height * 4);
  const samples = masks.map(sampleReader);
  let to = fileHeaderBytes + writtenHeader;
  let isVisible = false;
  for (let row = 0; row < height; row += 1) {
    for (let column = 0; column < width; column += 1) {
      const pixel = image.readUIntLE(pixelsAt + row * rowBytes + column * pixelBytes, pixelBytes);
      const [red = 0, green = 0, blue = 0, alpha = 0] = samples.map((sample) => sample(pixel));
      written.set([blue, green, red, alpha], to);
      isVisible ||= alpha > 0;
      to += 4;
    }
  }
  // If every pixel is fully transparent, the alpha is ignored.
  for (let at = fileHeaderBytes + writtenHeader + 3; !isVisible && at < written.length; at += 4) written[at] = 0xff;
  writeHeader(written, width, image.readInt32LE(22));
  return written;
}

function sampleReader(mask: number): (pixel: number) => number {
  const shift = mask === 0 ? 0 : Math.log2(lowestBit(mask));
  const max = mask >>> shift;
  return (pixel) => (max === 0 ? 0 : Math.round(((((pixel & mask) >>> 0) >>> shift) * 255) / max));
}

/** @param height negative if the rows are stored top-down */
function writeHeader(bmp: Buffer, width: number, height: number): void {
  bmp.write('BM', 'latin1');
  bmp.writeUInt32LE(bmp.length, 2);
  bmp.writeUInt32LE(fileHeaderBytes + writtenHeader, 10);
  bmp.writeUInt32LE(writtenHeader, fileHeaderBytes);
  bmp.writeInt32LE(width, 18);
  bmp.writeInt32LE(height, 22);
  bmp.writeUInt16LE(1, 26);
  bmp.writeUInt16LE(32, 28);
  bmp.writeUInt32LE(bitFields, 30);
  bmp.writeUInt32LE(width * Math.abs(height) * 4, 34);
  for (const [index, mask] of [0xff_0000, 0xff00, 0xff, 0xff00_0000].entries()) {
    bmp.writeUInt32LE(mask, masksAt + 4 * index);
  }
  bmp.write('BGRs', masksAt + 16, 'latin1');
}
