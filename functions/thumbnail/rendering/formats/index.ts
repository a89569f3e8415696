import type { SourceFormat } from '../types.ts';
import { avif } from './avif.ts';
import { bmp } from './bmp.ts';
import { dcx } from './dcx.ts';
import { dds } from './dds.ts';
import { exr } from './exr.ts';
import { farbfeld } from './farbfeld.ts';
import { fits } from './fits.ts';
import type { Format, MagickLoader } from './format.ts';
import { gif } from './gif.ts';
import { hdr } from './hdr.ts';
import { heic } from './heic.ts';
import { icns } from './icns.ts';
import { ico } from './ico.ts';
import { jpeg } from './jpeg.ts';
import { jpeg2000 } from './jpeg-2000.ts';
import { jpegXl } from './jpeg-xl.ts';
import { pcx } from './pcx.ts';
import { pfm } from './pfm.ts';
import { pict } from './pict.ts';
import { png } from './png.ts';
import { pnm } from './pnm.ts';
import { psd } from './psd.ts';
import { qoi } from './qoi.ts';
import { raw } from './raw.ts';
import { sgi } from './sgi.ts';
import { svg } from './svg.ts';
import { tga } from './tga.ts';
import { tiffByMagick } from './tiff/by-magick.ts';
import { tiff } from './tiff.ts';
import { webp } from './webp.ts';
import { xbm } from './xbm.ts';
import { xpm } from './xpm.ts';

export const formats = {
  avif,
  bmp,
  dcx,
  dds,
  exr,
  farbfeld,
  fits,
  gif,
  hdr,
  heic,
  icns,
  ico,
  jpeg,
  'jpeg-2000': jpeg2000,
  'jpeg-xl': jpegXl,
  pcx,
  pfm,
  png,
  pnm,
  psd,
  qoi,
  raw,
  sgi,
  svg,
  tiff,
  webp,
  xbm,
  xpm,
  // PICT has a short signature, and TGA has none, so they are identified last.
  pict,
  tga,
} satisfies Record<SourceFormat, Format>;

export function isSourceFormat(format: string | undefined): format is SourceFormat {
  return format !== undefined && Object.hasOwn(formats, format);
}

/** Returns the libvips loaders of the isolated formats, or of all other formats. */
export function loadersOf({ isIsolated }: Pick<Format, 'isIsolated'>): string[] {
  return Object.values<Format>(formats)
    .filter((format) => format.isIsolated === isIsolated)
    .flatMap(({ loader }) => (typeof loader === 'string' ? [loader] : []));
}

/** How ImageMagick reads the kinds of a format that libvips does not support. */
const fallbacks: Partial<Record<SourceFormat, Format>> = { tiff: tiffByMagick };

/** Whether ImageMagick is tried when libvips does not support an image. */
export function hasFallback(format: SourceFormat): boolean {
  return fallbacks[format] !== undefined;
}

/** Returns how ImageMagick reads a format, or its kinds that libvips does not support; undefined when it reads none. */
export function magickFormatOf(format: SourceFormat): (Format & { loader: MagickLoader }) | undefined {
  const described: Format = fallbacks[format] ?? formats[format];
  const { loader } = described;
  return typeof loader === 'string' ? undefined : { ...described, loader };
}
