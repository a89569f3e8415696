const [fileHeaderBytes, infoHeaderBytes, os2HeaderBytes] = [14, 40, 64];
const [uncompressed, maxPaletteBits] = [0, 8];
/** Runs of pixels: of 8 bits, and of 4. */
const runs = new Set([1, 2]);
const [heightAt, alphaMaskAt, alphaMaskEnd] = [22, 66, 70];

/**
 * Corrects fields that viewers do not look at but the decoder does, in place.
 * https://learn.microsoft.com/en-us/windows/win32/gdi/bitmap-storage
 *
 * @throws {RangeError} when the data is truncated
 */
export function normalizeHeader(image: Buffer): void {
  // The size of the file.
  image.writeUInt32LE(image.length, 2);
  if (image.readUInt32LE(fileHeaderBytes) < infoHeaderBytes) return;
  shortenHeaderOfOs2(image);
  const headerBytes = image.readUInt32LE(fileHeaderBytes);
  // The planes.
  image.writeUInt16LE(1, 26);
  const [bits, compression, colours] = [image.readUInt16LE(28), image.readUInt32LE(30), image.readUInt32LE(46)];
  const pixelsAt = image.readUInt32LE(10);
  const paletteEnd = fileHeaderBytes + headerBytes + (colours || 2 ** bits) * 4;
  // The pixels cannot begin within the palette.
  if (bits <= maxPaletteBits && pixelsAt <= fileHeaderBytes + headerBytes) image.writeUInt32LE(paletteEnd, 10);
  // The fourth byte of a pixel means nothing, unless a mask says that it does. The decoder would take it for the transparency.
  if (bits === 32 && compression === uncompressed) {
    for (let at = pixelsAt + 3; at < image.length; at += 4) image[at] = 0xff;
  }
  const hasAlphaMask = compression !== uncompressed && fileHeaderBytes + headerBytes >= alphaMaskEnd;
  // A picture of which nothing would be seen has no transparency, as in browsers.
  if (hasAlphaMask && !isAnySet(image, pixelsAt, bits, image.readUInt32LE(alphaMaskAt)))
    image.writeUInt32LE(0, alphaMaskAt);
}

/** Whether any pixel has a bit of the mask. */
function isAnySet(image: Buffer, pixelsAt: number, bits: number, mask: number): boolean {
  const bytes = bits / 8;
  if (bytes !== 2 && bytes !== 4) return true;
  for (let at = pixelsAt; at + bytes <= image.length; at += bytes) {
    if ((image.readUIntLE(at, bytes) & mask) !== 0) return true;
  }
  return false;
}

/**
 * Makes a picture in runs whose rows go from top to bottom, which the decoder refuses, one whose rows go from bottom to top.
 *
 * @returns whether the picture is now upside down
 * @throws {RangeError} when the data is truncated
 */
export function reverseRows(image: Buffer): boolean {
  const height = image.readInt32LE(heightAt);
  const isReversed =
    image.readUInt32LE(fileHeaderBytes) >= infoHeaderBytes && height < 0 && runs.has(image.readUInt32LE(30));
  if (isReversed) image.writeInt32LE(-height, heightAt);
  return isReversed;
}

/** The longer header of OS/2 begins as that of Windows, but the decoder then takes the palette for another. */
function shortenHeaderOfOs2(image: Buffer): void {
  if (image.readUInt32LE(fileHeaderBytes) !== os2HeaderBytes) return;
  const paletteAt = fileHeaderBytes + os2HeaderBytes;
  image.copyWithin(fileHeaderBytes + infoHeaderBytes, paletteAt, image.readUInt32LE(10));
  image.writeUInt32LE(infoHeaderBytes, fileHeaderBytes);
}
