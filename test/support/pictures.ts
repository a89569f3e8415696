import { expect } from 'chai';
import sharp, { type Sharp } from 'sharp';

/** The colours of a picture's quarters, with the centre of each: x and y from 0 to 1, from the top left. */
const quarters = [
  { x: 0.25, y: 0.25, colour: [220, 40, 40] },
  { x: 0.75, y: 0.25, colour: [40, 180, 60] },
  { x: 0.25, y: 0.75, colour: [40, 60, 210] },
  { x: 0.75, y: 0.75, colour: [240, 210, 40] },
];

type Point = [x: number, y: number];

/** Draws four colours, which show where up and left are. With `from`, each point has the colour of another point. */
export function quartered(width: number, height: number, from: (...point: Point) => Point = (x, y) => [x, y]): Sharp {
  const pixels = Buffer.alloc(width * height * 3);
  for (let row = 0; row < height; row += 1) {
    for (let column = 0; column < width; column += 1) {
      const [x, y] = from((column + 0.5) / width, (row + 0.5) / height);
      pixels.set(quarterAt(x, y), (row * width + column) * 3);
    }
  }
  return sharp(pixels, { raw: { width, height, channels: 3 } });
}

/** The colour of a point of `quartered`. */
export function quarterAt(x: number, y: number): readonly number[] {
  return quarters[(y < 0.5 ? 0 : 2) + (x < 0.5 ? 0 : 1)]?.colour ?? [];
}

/** Draws detail everywhere, so that every part of the file matters. It is the same at every call. */
export function detailed(width: number, height: number): Sharp {
  const pixels = Buffer.alloc(width * height * 3);
  for (let index = 0; index < pixels.length; index += 1) {
    pixels[index] = 128 + 60 * Math.sin(index / 50) + 60 * Math.sin((index * index) / 9000);
  }
  return sharp(pixels, { raw: { width, height, channels: 3 } });
}

/** Draws three different frames of 160 x 120. */
export async function animated(): Promise<Sharp> {
  const frames = [0, 90, 180].map((hue) => detailed(160, 120).modulate({ hue }).png().toBuffer());
  return sharp(await Promise.all(frames), { join: { animated: true } });
}

export function svg(content: string, attributes = 'width="160" height="120"'): Buffer {
  return Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" ${attributes}>${content}</svg>`);
}

/**
 * Expects a picture to show the four colours where `quartered` has them.
 *
 * @param shown the colour that stands for each, if the picture has others
 */
export async function expectQuartered(
  image: Uint8Array,
  tolerance = 70,
  shown = (colour: readonly number[]) => colour,
): Promise<void> {
  const { data, info } = await sharp(image)
    .removeAlpha()
    .toColourspace('srgb')
    .raw()
    .toBuffer({ resolveWithObject: true });
  for (const { x, y, colour } of quarters) {
    const start = (Math.floor(y * info.height) * info.width + Math.floor(x * info.width)) * info.channels;
    expectColour(data.subarray(start, start + 3), shown(colour), tolerance);
  }
}

/** Expects two colours to be the same, apart from lossy compression or a narrower gamut. */
export function expectColour(actual: Iterable<number>, expected: readonly number[], tolerance = 70): void {
  const channels = [...actual];
  const off = Math.max(...expected.map((value, channel) => Math.abs(value - (channels[channel] ?? Number.NaN))));
  expect(off, `rgb(${channels.join(', ')}) from rgb(${expected.join(', ')})`).to.be.at.most(tolerance);
}

/** Sizes of which some are no multiples of the blocks of a JPEG. */
export const jpegSizes = [
  [108, 81],
  [121, 97],
  [129, 250],
  [640, 95],
] as const;
