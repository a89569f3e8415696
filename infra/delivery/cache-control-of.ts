import type { Settings } from '../settings.ts';

/**
 * Returns the `Cache-Control` header of thumbnails. Its default is short, because an image can be replaced. Where thumbnails need a
 * signature, only the browser of a person who has one may keep them.
 */
export function cacheControlOf({ cacheControl, delivery }: Pick<Settings, 'cacheControl' | 'delivery'>): string {
  return cacheControl ?? `${delivery.cloudfront?.access === 'signed' ? 'private' : 'public'}, max-age=300`;
}
