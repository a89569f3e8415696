import {
  ColorSpace,
  type IMagickImage,
  ImageMagick,
  type MagickFormat,
  MagickReadSettings,
} from '@imagemagick/magick-wasm';
import { type Pixels, tiffOfPixels } from './tiff-of-pixels.ts';

/** ImageMagick copies the rows that are taken at a time. */
const rowsAtATime = 64;

/** ImageMagick's names of the samples. */
const mappings = { grey: 'I', rgb: 'RGB', cmyk: 'CMYK' };

/**
 * Decodes the first image of a file.
 *
 * @returns a TIFF of its pixels, upright, with its profile
 * @throws {MagickError} when ImageMagick cannot decode it
 */
export function readPixels(file: Uint8Array, coder: string): Buffer {
  const settings = new MagickReadSettings({ format: coder as MagickFormat, frameIndex: 0, frameCount: 1 });
  return ImageMagick.read(file, settings, tiffOf);
}

function tiffOf(image: IMagickImage): Buffer {
  const isConverted = !(image.colorSpace in coloursOf);
  if (isConverted) image.colorSpace = ColorSpace.sRGB;
  const { width, height } = image;
  const colours = coloursOf[image.colorSpace] ?? 'rgb';
  const hasAlpha = image.hasAlpha && colours !== 'cmyk';
  const profile = isConverted ? undefined : image.getColorProfile()?.data;
  const { tiff, samples, pixelsAt } = tiffOfPixels({ width, height, colours, hasAlpha, profile });
  const mapping = mappings[colours] + (hasAlpha ? 'A' : '');
  image.getPixels((pixels) => {
    for (let row = 0; row < height; row += rowsAtATime) {
      const bytes = pixels.toByteArray(0, row, width, Math.min(rowsAtATime, height - row), mapping);
      if (bytes) tiff.set(bytes, pixelsAt + row * width * samples);
    }
  });
  return tiff;
}

/** The colour spaces that need no conversion. */
const coloursOf: Partial<Record<ColorSpace, Pixels['colours']>> = {
  [ColorSpace.sRGB]: 'rgb',
  [ColorSpace.Gray]: 'grey',
  [ColorSpace.CMYK]: 'cmyk',
};
