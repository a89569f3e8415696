const headerBytes = 26;
const [uncompressed, packBits] = [0, 1];

/**
 * Returns the end of the merged picture of a Photoshop document, or its start if the compression does not tell its length.
 * https://www.adobe.com/devnet-apps/photoshop/fileformatashtml/
 *
 * @throws {RangeError} when the data is truncated
 */
export function mergedImageEnd(image: Buffer): number {
  const isLarge = image.readUInt16BE(4) === 2;
  const [channels, height, width, depth] = [
    image.readUInt16BE(12),
    image.readUInt32BE(14),
    image.readUInt32BE(18),
    image.readUInt16BE(22),
  ];
  let at = headerBytes;
  // Palette and resources.
  for (let section = 0; section < 2; section += 1) at += 4 + image.readUInt32BE(at);
  // Layers.
  at += isLarge ? 8 + Number(image.readBigUInt64BE(at)) : 4 + image.readUInt32BE(at);
  const compression = image.readUInt16BE(at);
  at += 2;
  if (compression === uncompressed) return at + channels * height * Math.ceil((width * depth) / 8);
  if (compression !== packBits) return at;
  const lengthBytes = isLarge ? 4 : 2;
  const rows = channels * height;
  let end = at + rows * lengthBytes;
  for (let row = 0; row < rows; row += 1) end += image.readUIntBE(at + row * lengthBytes, lengthBytes);
  return end;
}
