import type { ThumbnailFormat } from '../contract/variant.ts';

/** The Content-Type that a thumbnail of each format is served with. */
export const contentTypes: Record<ThumbnailFormat, string> = {
  avif: 'image/avif',
  gif: 'image/gif',
  jpeg: 'image/jpeg',
  png: 'image/png',
  webp: 'image/webp',
};
