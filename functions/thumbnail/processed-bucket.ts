import type { StoredThumbnail } from './contract/outcome.ts';
import type { Variant } from './contract/variant.ts';
import type { RejectionCode } from './errors.ts';
import { expectedKeys } from './freshness.ts';
import { type KeySettings, keysOfSource, maxKeyBytes } from './keys/keys-of-source.ts';
import { thumbnailKey } from './keys/thumbnail-key.ts';
import type { ObjectHead, ObjectStore } from './object-store.ts';
import type { Result } from './page-result.ts';
import type { Placeholder } from './placeholder.ts';
import type { Rendered, Thumbnail } from './rendering/types.ts';
import type { Settings } from './settings.ts';

/** Long enough to spare S3 the requests of many pages, and short enough that nobody waits for a new result. */
const resultMaxAgeSeconds = 5;

/** The metadata by which the function recognizes its own thumbnails. */
const marks = ['source-etag', 'settings'] as const;

type WithoutOrigin<Any> = Any extends unknown ? Omit<Any, 'sourceEtag' | 'settings'> : never;
type ResultContent = WithoutOrigin<Result>;

/** Everything that is made from one source key. Every method throws {Failure} once no call of S3 is pending. */
export interface ProcessedBucket {
  /** Writes the thumbnails, removes retired ones, and writes the result last, so that a reader of a result finds its thumbnails. */
  publish(key: string, source: ObjectHead, rendered: Rendered, signal: AbortSignal): Promise<StoredThumbnail[]>;
  /**
   * Removes the thumbnails, which show an object that was overwritten, and writes the result. Where only the format is off, it keeps
   * what was made of this very object while the format was on.
   */
  reject(key: string, source: ObjectHead, code: RejectionCode, signal: AbortSignal): Promise<void>;
  /** Removes everything that these or earlier settings have made. */
  remove(key: string, signal: AbortSignal): Promise<void>;
  /** Returns the keys that are written for a source key. */
  keys(key: string): string[];
}

/** Returns the processed bucket, as a store that knows where the objects of a source key are, and what they say. */
export function processedBucket(
  store: ObjectStore,
  settings: KeySettings & Pick<Settings, 'cacheControl' | 'digest'>,
): ProcessedBucket {
  const { cacheControl, digest } = settings;
  const keysOf = (key: string) => keysOfSource(key, settings);
  const keyOf = (key: string, variant: Variant) => thumbnailKey(key, variant, settings.thumbnailKeys);
  const visibility = /\bprivate\b/.test(cacheControl) ? 'private' : 'public';

  const metadataOf = ({ etag }: ObjectHead): Record<(typeof marks)[number], string> => ({
    'source-etag': etag,
    settings: digest,
  });
  const metadataOfPlaceholder = ({ thumbHash, colour, width, height }: Placeholder) => ({
    thumbhash: thumbHash,
    colour,
    'source-width': String(width),
    'source-height': String(height),
  });

  const removeKeys = (keys: string[], signal: AbortSignal) => keys.map((it) => store.remove(it, signal));

  /** Returns those of the keys that have something made of this source. */
  async function keysMadeOf(source: ObjectHead, keys: string[], signal: AbortSignal): Promise<string[]> {
    const heads = await settleAll(keys.map((it) => store.head(it, signal)));
    return keys.filter((_, index) => heads[index]?.metadata['source-etag'] === source.etag);
  }

  function writeThumbnail(
    key: string,
    source: ObjectHead,
    { variant, data, contentType }: Thumbnail,
    placeholder: Placeholder | undefined,
    signal: AbortSignal,
  ) {
    const metadata = { ...metadataOf(source), ...(placeholder && metadataOfPlaceholder(placeholder)) };
    const thumbnail = { body: data, contentType, cacheControl, metadata };
    return store.write(keyOf(key, variant), thumbnail, signal);
  }

  async function writeResult(key: string, source: ObjectHead, content: ResultContent, signal: AbortSignal) {
    const at = keysOf(key).result;
    if (at === undefined || Buffer.byteLength(at) > maxKeyBytes) return;
    const result: Result = { sourceEtag: source.etag, settings: digest, ...content };
    const object = {
      body: Buffer.from(JSON.stringify(result)),
      contentType: 'application/json',
      cacheControl: `${visibility}, max-age=${resultMaxAgeSeconds}`,
      metadata: { ...metadataOf(source), result: content.result },
    };
    await store.write(at, object, signal);
  }

  return {
    async publish(key, source, { width, height, thumbnails, placeholder }, signal) {
      const write = (thumbnail: Thumbnail) => writeThumbnail(key, source, thumbnail, placeholder, signal);
      await settleAll(thumbnails.slice(0, -1).map(write));
      // Written once the others are there, because it alone tells whether all are current: see `decisiveMark`.
      await settleAll([...thumbnails.slice(-1).map(write), ...removeKeys(keysOf(key).retired, signal)]);
      const stored = thumbnails.map(({ variant, format, contentType, data, ...size }) => {
        const thumbnail = {
          key: keyOf(key, variant),
          width: size.width,
          height: size.height,
          bytes: data.byteLength,
        };
        return { variant: variant.name, type: contentType, format, ...thumbnail };
      });
      const served = stored.map(({ format, ...thumbnail }) => thumbnail);
      const shown = { width, height, ...(placeholder && { placeholder }) };
      await writeResult(key, source, { result: 'created', ...shown, thumbnails: served }, signal);
      return stored.map(({ variant, type, ...thumbnail }) => thumbnail);
    },

    async reject(key, source, code, signal) {
      const { all, thumbnails, result } = keysOf(key);
      const wanted = thumbnails.map((it) => it.key);
      const kept = code === 'format-disabled' ? await keysMadeOf(source, [...wanted, result ?? []].flat(), signal) : [];
      const outdated = all.filter((it) => it !== result && !kept.includes(it));
      const isWhole = [...wanted, result].every((it) => it === undefined || kept.includes(it));
      await settleAll([
        ...removeKeys(outdated, signal),
        ...(isWhole ? [] : [writeResult(key, source, { result: 'rejected', code }, signal)]),
      ]);
    },

    async remove(key, signal) {
      await settleAll(removeKeys(keysOf(key).all, signal));
    },

    keys: (key) => expectedKeys(key, settings),
  };
}

/** Whether an object has the metadata of a thumbnail that the function made. */
export function isThumbnail({ metadata }: ObjectHead): boolean {
  return marks.every((mark) => mark in metadata);
}

/**
 * Returns all results, or throws one error once none is pending. Lambda freezes what an invocation leaves running, and a write that
 * is resumed in a later invocation would bring back a thumbnail of an object that was overwritten long ago.
 */
async function settleAll<Result>(pending: Promise<Result>[]): Promise<Result[]> {
  await Promise.allSettled(pending);
  return Promise.all(pending);
}
