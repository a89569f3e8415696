import type { ColourSpace } from '../../colour/colour-space.ts';
import { convertPixels } from '../../colour/convert-pixels.ts';
import { libvips } from '../../decoders/libvips.ts';
import type { Size } from '../../types.ts';
import type { ApngFrame } from './animation-of.ts';

const channels = 4;
const [clear, restore] = [1, 2];

/**
 * Composes the frames of an APNG. Returns the canvas after each frame, as RGBA, stacked vertically.
 *
 * @param colour the colour space of the frames, if it is not sRGB or that of a profile
 * @throws {Error} when a frame cannot be decoded
 */
export async function composeFrames(
  frames: readonly ApngFrame[],
  { width, height }: Size,
  colour?: ColourSpace,
): Promise<Buffer> {
  const pictureBytes = width * height * channels;
  const composed = Buffer.alloc(pictureBytes * frames.length);
  let canvas = Buffer.alloc(pictureBytes);
  for (const [index, frame] of frames.entries()) {
    const before = frame.disposal === restore ? Buffer.from(canvas) : undefined;
    const pixels = await pixelsOf(frame.png, colour);
    draw(canvas, pixels, frame, width);
    canvas.copy(composed, index * pictureBytes);
    if (before) canvas = before;
    else if (frame.disposal === clear) draw(canvas, Buffer.alloc(pixels.length), { ...frame, replaces: true }, width);
  }
  return composed;
}

async function pixelsOf(png: Buffer, colour: ColourSpace | undefined): Promise<Buffer> {
  const header = await libvips.readHeader(png);
  const picture = (await libvips.decode(png, 'warning', header)).ensureAlpha();
  if (colour) return (await convertPixels(picture, { colour }, header)).data;
  return picture.toColourspace('srgb').raw({ depth: 'uchar' }).toBuffer();
}

/** Draws the pixels of a frame on its area of the canvas. */
function draw(canvas: Buffer, pixels: Buffer, { x, y, width, height, replaces }: ApngFrame, canvasWidth: number): void {
  for (let row = 0; row < height; row += 1) {
    const to = ((y + row) * canvasWidth + x) * channels;
    const from = row * width * channels;
    if (replaces) pixels.copy(canvas, to, from, from + width * channels);
    else {
      for (let at = 0; at < width * channels; at += channels) blend(canvas, to + at, pixels, from + at);
    }
  }
}

/** Blends a pixel over another. The colours are not premultiplied. https://www.w3.org/TR/png-3/#13Alpha-channel-processing */
function blend(below: Buffer, at: number, above: Buffer, from: number): void {
  const alpha = (above[from + 3] ?? 0) / 255;
  const rest = ((below[at + 3] ?? 0) / 255) * (1 - alpha);
  const all = alpha + rest;
  for (let channel = 0; all > 0 && channel < 3; channel += 1) {
    below[at + channel] = Math.round(((above[from + channel] ?? 0) * alpha + (below[at + channel] ?? 0) * rest) / all);
  }
  below[at + 3] = Math.round(all * 255);
}
