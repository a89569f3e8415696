import sharp from 'sharp';

/** Pixels along each side of what is compared, and of a block of it. */
const [side, block] = [32, 4];

/**
 * Returns by how much two pictures differ in the block where they differ most: the mean of its pixels, in the channel that differs
 * most, of 255. A mean of the whole picture would hide a corner that is black. Transparency is shown over white.
 */
export async function blockDifference(one: Uint8Array, other: Uint8Array): Promise<number> {
  const [first, second] = await Promise.all([blocksOf(one), blocksOf(other)]);
  return Math.max(...first.map((value, index) => Math.abs(value - (second[index] ?? Number.NaN))));
}

/** Returns the means of each block, channel by channel. */
async function blocksOf(image: Uint8Array): Promise<number[]> {
  const pixels = await sharp(image)
    .flatten({ background: 'white' })
    .toColourspace('srgb')
    .resize(side, side, { fit: 'fill', kernel: 'nearest' })
    .raw()
    .toBuffer();
  const blocks = side / block;
  const means = new Array<number>(blocks * blocks * 3).fill(0);
  for (let row = 0; row < side; row += 1) {
    for (let column = 0; column < side; column += 1) {
      const at = (Math.floor(row / block) * blocks + Math.floor(column / block)) * 3;
      for (let channel = 0; channel < 3; channel += 1) {
        const value = pixels[(row * side + column) * 3 + channel] ?? 0;
        means[at + channel] = (means[at + channel] ?? 0) + value / block ** 2;
      }
    }
  }
  return means;
}
