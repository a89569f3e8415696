import path from 'node:path';

/** Of images, whether they are supported or not: the function says so of those that are not. */
const imageExtensions = new Set(
  'apng avif bmp cr2 dng gif heic heif ico j2k jfif jpe jpeg jpg jp2 jxl nef png psd svg svgz tif tiff webp'.split(' '),
);

/**
 * What a file's name says about its content: an image, something else, or nothing, when it has no extension. Only a name that
 * says something else is a reason not to look at the content.
 */
export function contentByName(file: string): 'image' | 'other' | 'unknown' {
  const extension = path.extname(file).slice(1).toLowerCase();
  if (extension === '') return 'unknown';
  return imageExtensions.has(extension) ? 'image' : 'other';
}
