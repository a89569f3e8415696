import sharp from 'sharp';
import { createRandom } from '../../random.ts';

/** Pixels. */
export interface PhotoSize {
  width: number;
  height: number;
}

/** The sizes of a photo's shapes, from the largest to the smallest, in pixels. */
const cells = [512, 256, 128, 64, 32, 16, 8, 4, 2] as const;
/** Colour changes more slowly than brightness: no shape that is smaller than this has a colour of its own. */
const minColourCell = 16;
/** Shapes of this size have hard edges, as objects have. */
const hardCell = 256;
/** The noise of a sensor, in levels of 255. It is chosen for the bytes of each pixel: a JPEG of quality 92 takes 0.3, a PNG 2.7. */
const grain = 5;

/**
 * Draws what makes a photo hard to decode: shapes of all sizes, whose contrast falls with their size, objects with hard edges, and
 * the grain of a sensor. Equal arguments give equal pixels.
 *
 * @returns interleaved RGB, as levels from 0 to 255 with fractions
 */
export async function photoPixels({ width, height }: PhotoSize, seed = 1): Promise<Float32Array> {
  const { fraction } = createRandom(seed);
  const pixels = new Float32Array(width * height * 3).fill(128);
  for (const cell of cells) {
    const colours = cell >= minColourCell ? 3 : 1;
    const shapes = await softShapes({ width, height }, { cell, colours, fraction });
    addShapes(pixels, shapes, { colours, contrast: 0.3 * Math.sqrt(cell / cells[0]) });
    if (cell === hardCell) addShapes(pixels, shapes.map(harden), { colours, contrast: 0.2 });
  }
  for (let pixel = 0; pixel < pixels.length; pixel += 3) {
    const noise = (fraction() + fraction() - 1) * 2 * grain;
    for (let channel = pixel; channel < pixel + 3; channel += 1) pixels[channel] = (pixels[channel] ?? 0) + noise;
  }
  return pixels;
}

function harden(level: number): number {
  return level > 128 ? 255 : 0;
}

function addShapes(
  pixels: Float32Array,
  shapes: Uint8Array,
  { colours, contrast }: { colours: 1 | 3; contrast: number },
): void {
  for (let index = 0; index < pixels.length; index += 1) {
    const level = shapes[colours === 3 ? index : Math.floor(index / 3)] ?? 0;
    pixels[index] = (pixels[index] ?? 0) + (level - 128) * contrast;
  }
}

function softShapes(
  { width, height }: PhotoSize,
  { cell, colours, fraction }: { cell: number; colours: 1 | 3; fraction: () => number },
): Promise<Uint8Array> {
  const [columns, rows] = [Math.ceil(width / cell) + 1, Math.ceil(height / cell) + 1];
  const noise = Uint8Array.from({ length: columns * rows * colours }, () => fraction() * 256);
  return sharp(noise, { raw: { width: columns, height: rows, channels: colours } })
    .resize(width, height, { fit: 'fill', kernel: 'cubic' })
    .toColourspace(colours === 1 ? 'b-w' : 'srgb')
    .raw()
    .toBuffer();
}
