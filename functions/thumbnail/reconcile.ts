import { thumbnailKey, type Variant } from './contract.ts';
import { Failure, Rejection, type RejectionCode } from './errors.ts';
import type { ObjectStore, SourceObject } from './object-store.ts';
import type { Thumbnail } from './rendering/render.ts';
import type { Settings } from './settings.ts';

/** What `reconcile` needs of the world. */
export interface Ports {
  source: ObjectStore;
  processed: ObjectStore;
  render: (image: Uint8Array, variants: readonly Variant[], maxPixels: number) => Promise<Thumbnail[]>;
}

export interface StoredThumbnail {
  key: string;
  /** Pixels. */
  width: number;
  /** Pixels. */
  height: number;
  format: Variant['format'];
  bytes: number;
}

/** How the thumbnails of a key were made to agree with its source. */
export type Reconciled =
  | { result: 'created'; thumbnails: StoredThumbnail[] }
  | { result: 'removed' }
  | { result: 'skipped' }
  | { result: 'rejected'; code: RejectionCode; reason: string };

/** A key that is overwritten more often than this while it is worked on is left to Lambda's next attempt, a minute later. */
const maxRounds = 5;

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-keys.html */
const maxKeyBytes = 1024;

/**
 * Makes the thumbnails of a source key agree with the object that is there now: there, they are rendered and written; not
 * there, or nothing that can be rendered, they are removed. Looks again after writing, and starts over when the source has
 * changed meanwhile: of two invocations that overlap, the one that wrote last has then seen the newest source.
 *
 * @throws Failure when the world gets in the way, or the source changes on every round.
 */
export function reconcile({ source, processed, render }: Ports, settings: Settings) {
  const { variants, cacheControl, digest, maxSourceBytes, maxSourcePixels } = settings;

  return async function reconcileKey(key: string): Promise<Reconciled> {
    if (key.endsWith('/')) return { result: 'skipped' };
    for (let round = 1; round <= maxRounds; round += 1) {
      const object = await source.read(key);
      const reconciled = object ? await replaceThumbnails(key, object) : await removeThumbnails(key);
      if ((await source.currentEtag(key)) === object?.etag) return reconciled;
    }
    throw new Failure('source-keeps-changing', `The source changed in each of ${maxRounds} rounds.`);
  };

  async function replaceThumbnails(key: string, object: SourceObject): Promise<Reconciled> {
    try {
      const rendered = await render(await bytesOf(key, object), variants, maxSourcePixels);
      return {
        result: 'created',
        thumbnails: await Promise.all(rendered.map((thumbnail) => store(key, object, thumbnail))),
      };
    } catch (error) {
      if (!(error instanceof Rejection)) throw error;
      // What was there before was made of an object that is no more.
      await removeThumbnails(key);
      return { result: 'rejected', code: error.code, reason: error.message };
    }
  }

  async function bytesOf(key: string, object: SourceObject): Promise<Uint8Array> {
    const problem = problemOf(key, object);
    if (!problem) return object.bytes();
    object.discard();
    throw problem;
  }

  /** Why the object need not even be read. */
  function problemOf(key: string, { size }: SourceObject): Rejection | undefined {
    const longest = Math.max(...variants.map((variant) => Buffer.byteLength(thumbnailKey(key, variant))));
    if (longest > maxKeyBytes) {
      const reason = `A thumbnail's key would be of ${longest} bytes, S3 allows ${maxKeyBytes}. Shorten the source key.`;
      return new Rejection('key-too-long', reason);
    }
    if (size === 0) return new Rejection('empty-object', 'The object is empty. Upload the image again.');
    if (size <= maxSourceBytes) return undefined;
    return new Rejection('object-too-large', `The object is of ${size} bytes, the limit is ${maxSourceBytes}.`);
  }

  async function store(key: string, { etag }: SourceObject, { variant, ...thumbnail }: Thumbnail) {
    const to = thumbnailKey(key, variant);
    await processed.write(to, {
      body: thumbnail.data,
      contentType: thumbnail.contentType,
      cacheControl,
      metadata: { 'source-etag': etag, settings: digest },
    });
    const { width, height, data } = thumbnail;
    return { key: to, width, height, format: variant.format, bytes: data.byteLength };
  }

  async function removeThumbnails(key: string): Promise<Reconciled> {
    const possible = variants
      .map((variant) => thumbnailKey(key, variant))
      .filter((it) => Buffer.byteLength(it) <= maxKeyBytes);
    await Promise.all(possible.map((thumbnail) => processed.remove(thumbnail)));
    return { result: 'removed' };
  }
}
