/**
 * Makes the first page of a TIFF its last, in place. It is all that is shown, but libvips parses each to count them, in time that
 * grows with the square of a page's tags: of 10 MB, with 200 times 4000, that is half a minute, which nothing can break off.
 * Of a file that breaks off or makes no sense nothing is changed. https://www.itu.int/itudoc/itu-t/com16/tiff-fx/docs/tiff6.pdf
 */
export function keepFirstPage(image: Uint8Array): void {
  const tiff = Buffer.from(image.buffer, image.byteOffset, image.byteLength);
  try {
    const isLittleEndian = tiff.readUInt8(0) === 0x49;
    const readUInt16 = (at: number) => (isLittleEndian ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at));
    const readUInt32 = (at: number) => (isLittleEndian ? tiff.readUInt32LE(at) : tiff.readUInt32BE(at));
    const readUInt64 = (at: number) => Number(isLittleEndian ? tiff.readBigUInt64LE(at) : tiff.readBigUInt64BE(at));
    const isBig = readUInt16(2) === 43;
    const page = isBig ? readUInt64(8) : readUInt32(4);
    // A page is a count of tags, the tags, and where the next page is.
    if (isBig) tiff.writeBigUInt64LE(0n, page + 8 + readUInt64(page) * 20);
    else tiff.writeUInt32LE(0, page + 2 + readUInt16(page) * 12);
  } catch (error) {
    // Read, or written, beyond the end.
    if (!(error instanceof RangeError)) throw error;
  }
}
