const [fileHeaderBytes, infoHeaderBytes, os2HeaderBytes] = [14, 40, 64];
const [uncompressed, maxPaletteBits] = [0, 8];
const [fileBytesAt, planesAt, alphaMaskAt, alphaMaskEnd] = [2, 26, 66, 70];

/**
 * Corrects fields that viewers ignore but the decoder trusts, in place.
 * https://learn.microsoft.com/en-us/windows/win32/gdi/bitmap-storage
 *
 * @throws {RangeError} when the data is truncated
 */
export function normalizeHeader(image: Buffer): void {
  image.writeUInt32LE(image.length, fileBytesAt);
  if (image.readUInt32LE(fileHeaderBytes) < infoHeaderBytes) return;
  shortenHeaderOfOs2(image);
  const headerBytes = image.readUInt32LE(fileHeaderBytes);
  image.writeUInt16LE(1, planesAt);
  const [bits, compression, colours] = [image.readUInt16LE(28), image.readUInt32LE(30), image.readUInt32LE(46)];
  const pixelsAt = image.readUInt32LE(10);
  const pixels = image.readInt32LE(18) * Math.abs(image.readInt32LE(22));
  // A profile may follow.
  const pixelsEnd = Math.min(image.length, pixelsAt + pixels * 4);
  const paletteEnd = fileHeaderBytes + headerBytes + Math.min(colours || 2 ** bits, 2 ** bits) * 4;
  // The pixels cannot begin before the palette, which they follow.
  if (bits <= maxPaletteBits && pixelsAt <= fileHeaderBytes + headerBytes) image.writeUInt32LE(paletteEnd, 10);
  // Without masks, the fourth byte of a pixel means nothing, but the decoder would take it for alpha.
  if (bits === 32 && compression === uncompressed) {
    for (let at = pixelsAt + 3; at < pixelsEnd; at += 4) image[at] = 0xff;
  }
  const hasAlphaMask = compression !== uncompressed && fileHeaderBytes + headerBytes >= alphaMaskEnd;
  // If every pixel is fully transparent, the alpha is ignored, as in browsers.
  if (hasAlphaMask && !isAnySet(image, pixelsAt, bits, image.readUInt32LE(alphaMaskAt)))
    image.writeUInt32LE(0, alphaMaskAt);
}

/** Whether any pixel has a bit of the mask set. */
function isAnySet(image: Buffer, pixelsAt: number, bits: number, mask: number): boolean {
  const bytes = bits / 8;
  if (bytes !== 2 && bytes !== 4) return true;
  for (let at = pixelsAt; at + bytes <= image.length; at += bytes) {
    if ((image.readUIntLE(at, bytes) & mask) !== 0) return true;
  }
  return false;
}

/** Shortens an OS/2 header to the Windows header that it begins with: the decoder would misread the palette after it. */
function shortenHeaderOfOs2(image: Buffer): void {
  if (image.readUInt32LE(fileHeaderBytes) !== os2HeaderBytes) return;
  const paletteAt = fileHeaderBytes + os2HeaderBytes;
  image.copyWithin(fileHeaderBytes + infoHeaderBytes, paletteAt, image.readUInt32LE(10));
  image.writeUInt32LE(infoHeaderBytes, fileHeaderBytes);
}
