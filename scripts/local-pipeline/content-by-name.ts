import path from 'node:path';

/** Includes images that are not supported: the function reports those. */
const imageExtensions = new Set(
  'apng avif bmp bw cr2 cur dcx dds dng exr ff fit fits fts gif hdr heic heif hif icns ico j2c j2k jfif jp2 jpc jpe jpeg jpg jxl nef pam pbm pct pcx pfm pgm pict png pnm ppm psb psd qoi rgb sgi svg svgz tga tif tiff webp xbm xpm'.split(
    ' ',
  ),
);

/**
 * Returns what the extension of a file says about its content: an image or something else, or `unknown` without an extension.
 * The name decides only that a file is left alone. The format always follows from the content.
 */
export function contentByName(file: string): 'image' | 'other' | 'unknown' {
  const extension = path.extname(file).slice(1).toLowerCase();
  if (extension === '') return 'unknown';
  return imageExtensions.has(extension) ? 'image' : 'other';
}
