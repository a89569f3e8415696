import type { BucketNotifications, ProbePorts } from '../../../functions/probe/ports.ts';
import { fillTemplate } from '../../../functions/thumbnail/keys/fill-template.ts';
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
  keyTemplates: readonly string[],
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
        for (const template of keyTemplates) thumbnails.set(fillTemplate(template, key), etag);
      });
      return etag;
    },
    async remove(key) {
      images.delete(key);
      after(options.removeMs, () => {
        for (const template of keyTemplates) thumbnails.delete(fillTemplate(template, key));
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
