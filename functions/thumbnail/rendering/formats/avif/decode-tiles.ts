import sharp from 'sharp';
import type { Items } from '../iso-media/items.ts';
import { stillOf } from '../iso-media/still-of.ts';
import { storedSize } from '../iso-media/stored-size.ts';

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
  const size = primary && storedSize(image, primary);
  const bytes = tiles.reduce((sum, { dataBytes }) => sum + dataBytes, 0);
  if (!size || tiles.length > maxTiles || bytes > maxExcess * image.length) return;
  const pixels = size.width * size.height;
  for (const tile of tiles) {
    const { type, dataStart, dataEnd, properties } = tile;
    const configuration = properties.find((found) => found.type === 'av1C');
    const tileSize = storedSize(image, tile);
    if (!tileSize || !configuration || dataStart === undefined) continue;
    const still = stillOf(
      [
        {
          itemType: type,
          brand: 'avif',
          configuration: image.subarray(configuration.start, configuration.end),
          ...tileSize,
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
