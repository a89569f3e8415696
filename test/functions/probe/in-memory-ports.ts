import type { BucketNotifications, ProbePorts } from '../../../functions/probe/ports.ts';
import type { Variant } from '../../../functions/thumbnail/contract.ts';
import { thumbnailKey } from '../../../functions/thumbnail/keys/thumbnail-key.ts';
import { etagOf } from '../../support/in-memory-object-store.ts';

export interface InMemoryPorts extends ProbePorts {
  images: Map<string, Uint8Array>;
  /** The ETag of the source by the key of its thumbnail. */
  thumbnails: Map<string, string>;
  /** All images that were uploaded, also those that were removed. */
  uploads: Array<{ key: string; image: Uint8Array }>;
}

/**
 * Creates buckets with a pipeline that makes and removes thumbnails after some time. Time passes only in `sleep`.
 *
 * @param options.createMs from an upload to its thumbnails; undefined if none comes
 * @param options.removeMs from a removal to that of the thumbnails; undefined if they stay
 */
export function inMemoryPorts(
  variants: readonly Variant[],
  options: { createMs?: number | undefined; removeMs?: number | undefined; notifications?: BucketNotifications } = {},
): InMemoryPorts {
  const images = new Map<string, Uint8Array>();
  const thumbnails = new Map<string, string>();
  const uploads: InMemoryPorts['uploads'] = [];
  const pending: Array<{ at: number; run: () => void }> = [];
  let now = 0;
  const after = (ms: number | undefined, run: () => void) => {
    if (ms !== undefined) pending.push({ at: now + ms, run });
  };
  return {
    images,
    thumbnails,
    uploads,
    async upload(key, image) {
      images.set(key, image);
      uploads.push({ key, image });
      const etag = etagOf(image);
      after(options.createMs, () => {
        for (const variant of variants) thumbnails.set(thumbnailKey(key, variant), etag);
      });
      return etag;
    },
    async remove(key) {
      images.delete(key);
      after(options.removeMs, () => {
        for (const variant of variants) thumbnails.delete(thumbnailKey(key, variant));
      });
    },
    sourceEtagOf: async (key) => thumbnails.get(key),
    notifications: async () => options.notifications ?? { functions: [], eventBridge: false },
    now: () => now,
    async sleep(ms) {
      now += ms;
      for (const { at, run } of pending) if (at <= now) run();
    },
  };
}
