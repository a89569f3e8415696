import { isoMediaBrands } from './iso-media/brands.ts';

/**
 * Formats that are recognized, by their first bytes as Latin-1 text, so that a rejection can name them.
 * https://en.wikipedia.org/wiki/List_of_file_signatures
 */
export const unsupportedFormats: Record<string, (beginning: string) => boolean> = {
  pdf: (beginning) => beginning.startsWith('%PDF-'),
  mp4: (beginning) => isoMediaBrands(beginning) !== undefined,
};
