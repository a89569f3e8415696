import type { Size } from '../../types.ts';
import type { BlockFormat } from './block-formats.ts';

const [side, channels] = [4, 4];

/** Decodes the blocks of a picture, row by row. Returns its pixels as RGBA. */
export function decodeBlocks(data: Buffer, { width, height }: Size, { bytes, decode }: BlockFormat): Buffer {
  const pixels = Buffer.alloc(width * height * channels);
  const block = Buffer.alloc(side * side * channels);
  let at = 0;
  for (let y = 0; y < height; y += side) {
    for (let x = 0; x < width; x += side) {
      decode(data.subarray(at, at + bytes), block);
      at += bytes;
      const rowBytes = Math.min(side, width - x) * channels;
      for (let row = 0; row < Math.min(side, height - y); row += 1) {
        const from = row * side * channels;
        block.copy(pixels, ((y + row) * width + x) * channels, from, from + rowBytes);
      }
    }
  }
  return pixels;
}
