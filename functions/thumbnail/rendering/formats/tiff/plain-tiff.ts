import { type Pixels, tiffOfPixels } from '../../tiff-of-pixels.ts';

export interface PlainPicture extends Omit<Pixels, 'colours'> {
  /** The channels of the colours, and alpha if there is any. */
  channels: number;
  /** The samples, pixel by pixel. */
  pixels: Buffer;
}

const coloursOf: Partial<Record<number, Pixels['colours']>> = { 1: 'grey', 3: 'rgb', 4: 'cmyk' };

/** Writes an uncompressed TIFF of grey, RGB or CMYK. */
export function writePlainTiff({ channels, pixels, ...form }: PlainPicture): Buffer {
  const colours = coloursOf[channels - (form.hasAlpha ? 1 : 0)] ?? 'grey';
  const { tiff, pixelsAt } = tiffOfPixels({ ...form, colours });
  tiff.set(pixels, pixelsAt);
  return tiff;
}
