import path from 'node:path';

/** Includes images that are not supported: the function reports those. */
const imageExtensions = new Set(
  'apng arw avif bmp bw cr2 cr3 cur dcx dds dng erf exr ff fit fits fts gif hdr heic heif hif icns ico j2c j2k jfif jp2 jpc jpe jpeg jpg jxl nef nrw orf pam pbm pct pcx pef pfm pgm pict png pnm ppm psb psd qoi raf rgb rw2 rwl sgi srw svg svgz tga tif tiff webp xbm xpm'.split(
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
