import sharp from 'sharp';
import type { Items } from '../iso-media/items.ts';
import { stillOf } from '../iso-media/still-of.ts';

/** A photo has some dozens of tiles. More would take too much time. */
const maxTiles = 256;
/** How many times more pixels the tiles may have than the picture, since the last ones may exceed it, and more bytes than the file. */
const maxExcess = 4;

/**
 * Decodes each tile of a picture by itself. The decoder leaves out a damaged tile of a picture, and reports nothing.
 *
 * @throws {Error} when a tile cannot be decoded
 * @throws {RangeError} when the data is truncated
 */
export async function decodeTiles(image: Buffer, { primary, tiles }: Items): Promise<void> {
  const size = primary?.properties.find(({ type }) => type === 'ispe');
  const bytes = tiles.reduce((sum, { dataBytes }) => sum + dataBytes, 0);
  if (!size || tiles.length > maxTiles || bytes > maxExcess * image.length) return;
  const pixels = image.readUInt32BE(size.content + 4) * image.readUInt32BE(size.content + 8);
  for (const { type, dataStart, dataEnd, properties } of tiles) {
    const [extent, configuration] = ['ispe', 'av1C'].map((name) => properties.find((found) => found.type === name));
    if (!extent || !configuration || dataStart === undefined) continue;
    const still = stillOf(
      [
        {
          itemType: type,
          brand: 'avif',
          configuration: image.subarray(configuration.start, configuration.end),
          width: image.readUInt32BE(extent.content + 4),
          height: image.readUInt32BE(extent.content + 8),
          data: image.subarray(dataStart, dataEnd),
          colour: [],
        },
      ],
      false,
    );
    await sharp(still, { limitInputPixels: Math.ceil((maxExcess * pixels) / tiles.length) })
      .resize(1, 1)
      .raw()
      .toBuffer();
  }
}
