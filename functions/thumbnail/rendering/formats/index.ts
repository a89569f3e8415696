import type { SourceFormat } from '../types.ts';
import { avif } from './avif.ts';
import { bmp } from './bmp.ts';
import type { Format, MagickLoader } from './format.ts';
import { gif } from './gif.ts';
import { heic } from './heic.ts';
import { ico } from './ico.ts';
import { jpeg } from './jpeg.ts';
import { jpeg2000 } from './jpeg-2000.ts';
import { jpegXl } from './jpeg-xl.ts';
import { png } from './png.ts';
import { pnm } from './pnm.ts';
import { psd } from './psd.ts';
import { svg } from './svg.ts';
import { tga } from './tga.ts';
import { tiff } from './tiff.ts';
import { webp } from './webp.ts';

export const formats = {
  avif,
  bmp,
  gif,
  heic,
  ico,
  jpeg,
  'jpeg-2000': jpeg2000,
  'jpeg-xl': jpegXl,
  png,
  pnm,
  psd,
  svg,
  tga,
  tiff,
  webp,
} satisfies Record<SourceFormat, Format>;

export function isSourceFormat(format: string | undefined): format is SourceFormat {
  return format !== undefined && Object.hasOwn(formats, format);
}

/** libvips' loaders of the formats that are rendered in a process of their own, or of all others. */
export function loadersOf({ isIsolated }: Pick<Format, 'isIsolated'>): string[] {
  return Object.values<Format>(formats)
    .filter((format) => format.isIsolated === isIsolated)
    .flatMap(({ loader }) => (typeof loader === 'string' ? [loader] : []));
}

/** Returns how ImageMagick reads a format; undefined when libvips does. */
export function magickLoaderOf(format: SourceFormat): MagickLoader | undefined {
  const { loader }: Format = formats[format];
  return typeof loader === 'string' ? undefined : loader;
}
