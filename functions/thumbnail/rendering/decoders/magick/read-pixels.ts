import {
  ColorSpace,
  type IMagickImage,
  ImageMagick,
  type MagickFormat,
  MagickReadSettings,
} from '@imagemagick/magick-wasm';
import { type ColourSpace, linearLight } from '../../colour/colour-space.ts';
import { convertToSrgb } from '../../colour/convert-to-srgb.ts';
import { photometrics } from '../../formats/tiff/layout.ts';
import { rgbOfLab } from '../../formats/tiff/to-rgb.ts';
import { type Pixels, tiffOfPixels } from '../../tiff-of-pixels.ts';
import type { Size } from '../../types.ts';
import { hasColours } from './has-colours.ts';
import { hdrSpaceOf } from './hdr-space-of.ts';

/** Rows that are read at a time, because ImageMagick copies them. */
const rowsAtATime = 64;

const jpeg2000Coders: readonly string[] = ['JP2', 'J2K', 'J2C', 'JPC'];

/** How libjxl signs the profiles that it writes. */
const libjxlMaker = 'jxl ';

/** ImageMagick's names of the channels. */
const mappings = { grey: 'I', rgb: 'RGB', cmyk: 'CMYK' };

interface Facts {
  size?: Size | undefined;
  isCmyk?: boolean | undefined;
}

/**
 * Decodes the first image of a file.
 *
 * @param orientation the EXIF orientation that the TIFF declares
 * @param facts the size that the coder must be told, if it needs one, and whether its RGB with alpha is CMYK
 * @returns a TIFF of its pixels, with its profile; undefined when it has no pixels
 * @throws {MagickError} when ImageMagick cannot decode it
 */
export function readPixels(
  file: Uint8Array,
  coder: string,
  orientation: number,
  { size, isCmyk = false }: Facts = {},
): Buffer | undefined {
  const settings = new MagickReadSettings({ ...size, format: coder as MagickFormat, frameIndex: 0, frameCount: 1 });
  return ImageMagick.read(file, settings, (image) => tiffOf(image, orientation, isCmyk));
}

function tiffOf(image: IMagickImage, orientation: number, isCmyk: boolean): Buffer | undefined {
  if (image.width === 0 || image.height === 0) return undefined;
  const isLab = image.colorSpace === ColorSpace.Lab;
  const isConverted = !isLab && !(image.colorSpace in coloursOf);
  if (isConverted) image.colorSpace = ColorSpace.sRGB;
  const { width, height } = image;
  const found = isConverted || isLab ? undefined : image.getColorProfile()?.data;
  const space = found && spaceOf(image, found);
  const colours = isCmyk
    ? 'cmyk'
    : space
      ? 'rgb'
      : (coloursByProfile(image, found) ?? coloursOf[image.colorSpace] ?? 'rgb');
  const hasAlpha = image.hasAlpha || hasUndeclaredAlpha(image, colours);
  const profile = found && !space && hasColours(found) ? found : undefined;
  const { tiff, samples, pixelsAt } = tiffOfPixels({ width, height, colours, hasAlpha, orientation, profile });
  const mapping = mappings[colours] + (hasAlpha ? 'A' : '');
  // A mapping leaves out other channels, such as palette indices, but takes longer.
  const isPlain = image.channelCount === samples;
  image.getPixels((pixels) => {
    for (let row = 0; row < height; row += rowsAtATime) {
      const rows = Math.min(rowsAtATime, height - row);
      const bytes = isPlain ? pixels.getArea(0, row, width, rows) : pixels.toByteArray(0, row, width, rows, mapping);
      if (bytes && isLab) toRgb(bytes, samples);
      if (bytes) tiff.set(bytes, pixelsAt + row * width * samples);
    }
  });
  if (space) {
    const pixels = tiff.subarray(pixelsAt);
    pixels.set(convertToSrgb(pixels, samples, 0xff, space));
  }
  return tiff;
}

/** Converts bytes of Lab to RGB, in place. ImageMagick would misread the white point of Lab as that of a screen. */
function toRgb(bytes: Uint8Array, samples: number): void {
  const values = Float32Array.from(bytes);
  rgbOfLab(values, samples, { bits: 8, sampleFormat: 1, photometric: photometrics.iccLab });
  for (const [at, value] of values.entries()) bytes[at] = Math.round(255 * Math.min(1, Math.max(0, value)));
}

/** Returns the colour space of the samples, if it is not that of the profile. */
function spaceOf(image: IMagickImage, profile: Uint8Array): ColourSpace | undefined {
  if (image.format !== 'JXL') return undefined;
  // libjxl returns lossy samples of grey as light, unless it can write their profile itself.
  const isOwn = Buffer.from(profile.subarray(4, 8)).toString('latin1') === libjxlMaker;
  return image.colorSpace === ColorSpace.Gray && !isOwn ? linearLight : hdrSpaceOf(profile);
}

/** Returns the colours of a picture that ImageMagick takes for RGB, although its profile says otherwise. */
function coloursByProfile(image: IMagickImage, profile: Uint8Array | undefined): Pixels['colours'] | undefined {
  const space = profile && Buffer.from(profile.subarray(16, 20)).toString('latin1');
  return space === 'GRAY' && image.format === 'JXL' ? 'grey' : undefined;
}

/** Whether a JPEG 2000 has a fourth sample that it does not declare. Most programs take it for alpha. */
function hasUndeclaredAlpha(image: IMagickImage, colours: Pixels['colours']): boolean {
  const isJpeg2000 = jpeg2000Coders.includes(image.format);
  return isJpeg2000 && colours === 'rgb' && !image.hasAlpha && image.channelCount === 4;
}

/** The colour spaces that need no conversion. */
const coloursOf: Partial<Record<ColorSpace, Pixels['colours']>> = {
  [ColorSpace.sRGB]: 'rgb',
  [ColorSpace.Gray]: 'grey',
  [ColorSpace.CMYK]: 'cmyk',
};
