import { createHash } from 'node:crypto';
import type { NewObject, ObjectStore } from '../../functions/thumbnail/object-store.ts';

type StoredObject = Pick<NewObject, 'body'> & Partial<NewObject> & { contentEncoding?: string };

export interface InMemoryObjectStore extends ObjectStore {
  objects: Map<string, StoredObject>;
  /** The calls in their order, such as `read photo.jpg`. */
  calls: string[];
  put(key: string, text: string): void;
}

/** Creates a bucket that is as consistent as S3: every call after a change sees it. ETags are MD5, as in S3. */
export function inMemoryObjectStore(): InMemoryObjectStore {
  const objects = new Map<string, StoredObject>();
  const calls: string[] = [];
  return {
    objects,
    calls,
    put: (key, text) => void objects.set(key, { body: Buffer.from(text) }),
    async read(key) {
      calls.push(`read ${key}`);
      const found = objects.get(key);
      if (!found) return undefined;
      return {
        etag: etagOf(found.body),
        size: found.body.byteLength,
        metadata: found.metadata ?? {},
        contentEncoding: found.contentEncoding,
        problem: undefined,
        bytes: async () => {
          calls.push(`bytes ${key}`);
          return found.body;
        },
        discard: () => void calls.push(`discard ${key}`),
      };
    },
    async head(key) {
      calls.push(`head ${key}`);
      const found = objects.get(key);
      return found && { etag: etagOf(found.body), metadata: found.metadata ?? {} };
    },
    async write(key, object) {
      calls.push(`write ${key}`);
      objects.set(key, object);
    },
    async remove(key) {
      calls.push(`remove ${key}`);
      objects.delete(key);
    },
  };
}

export function etagOf(body: Uint8Array | string): string {
  return createHash('md5').update(body).digest('hex');
}
