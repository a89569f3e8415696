import { isoMediaBrands } from './iso-media.ts';

/**
 * Formats that are recognized, by their first bytes as Latin-1 text, so that a rejection can name them.
 * https://en.wikipedia.org/wiki/List_of_file_signatures
 */
export const unsupportedFormats: Record<string, (beginning: string) => boolean> = {
  'jpeg-xl': (beginning) => beginning.startsWith('\xff\x0a') || beginning.startsWith('\0\0\0\x0cJXL '),
  'jpeg-2000': (beginning) => beginning.startsWith('\0\0\0\x0cjP  '),
  bmp: (beginning) => beginning.startsWith('BM'),
  psd: (beginning) => beginning.startsWith('8BPS'),
  ico: (beginning) => beginning.startsWith('\0\0\x01\0'),
  pdf: (beginning) => beginning.startsWith('%PDF-'),
  mp4: (beginning) => isoMediaBrands(beginning) !== undefined,
};
