import { thumbnailKey, type Variant } from './contract.ts';
import type { Deadline } from './deadline.ts';
import { Failure, Rejection, type RejectionCode } from './errors.ts';
import type { ObjectHead, ObjectStore, SourceObject } from './object-store.ts';
import type { RenderLimits, Thumbnail } from './rendering/types.ts';
import type { Settings } from './settings.ts';

/** What `reconcile` needs of the world. */
export interface Ports {
  source: ObjectStore;
  processed: ObjectStore;
  render: (image: Uint8Array, variants: readonly Variant[], limits: RenderLimits) => Promise<Thumbnail[]>;
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
  | { result: 'skipped'; reason: string }
  | { result: 'rejected'; code: RejectionCode; reason: string };

/** A key that is overwritten more often than this while it is worked on is left to Lambda's next attempt, a minute later. */
export const maxRounds = 5;

/** With less time left, a round would be begun only to be broken off: reading, writing and looking again take that long. */
const leastRoundMs = 1000;

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-keys.html */
const maxKeyBytes = 1024;

/** What every thumbnail has in its metadata: by it we know our own. */
const marks = ['source-etag', 'settings'] as const;

/**
 * Makes the thumbnails of a source key agree with the object that is there now: there, they are rendered and written; not
 * there, or nothing that can be rendered, they are removed. Looks again after writing, and starts over when the source has
 * changed meanwhile: of two invocations that overlap, the one that wrote last has then seen the newest source.
 *
 * @throws Failure when the world gets in the way, the source changes on every round, or there is no time for another one.
 */
export function reconcile({ source, processed, render }: Ports, settings: Settings) {
  const { variants, cacheControl, digest, maxSourceBytes, renderLimits, mirrorDeletes } = settings;

  return async function reconcileKey(key: string, deadline: Deadline): Promise<Reconciled> {
    if (key.endsWith('/')) return { result: 'skipped', reason: 'The key is that of a folder.' };
    for (let round = 1; round <= maxRounds; round += 1) {
      if (deadline.leftMs() < leastRoundMs) throw outOfTime(`Round ${round} cannot be begun`);
      const object = await source.read(key, deadline.signal);
      const reconciled = await follow(key, object, deadline);
      if (isTheSame(object, await source.head(key, deadline.signal))) return reconciled;
    }
    throw new Failure('source-keeps-changing', `The source changed in each of ${maxRounds} rounds.`);
  };

  async function follow(key: string, object: SourceObject | undefined, deadline: Deadline): Promise<Reconciled> {
    if (!object && !mirrorDeletes) {
      return {
        result: 'skipped',
        reason: 'The original is gone, and its thumbnails are to outlive it: mirrorDeletes.',
      };
    }
    if (!object) {
      await removeThumbnails(key, deadline);
      return { result: 'removed' };
    }
    if (isThumbnail(object)) {
      object.discard();
      await removeThumbnails(key, deadline);
      return { result: 'skipped', reason: 'The object is a thumbnail itself, as its metadata says.' };
    }
    return replaceThumbnails(key, object, deadline);
  }

  async function replaceThumbnails(key: string, object: SourceObject, deadline: Deadline): Promise<Reconciled> {
    try {
      const image = await bytesOf(key, object);
      const wallMs = Math.min(renderLimits.wallMs, deadline.leftMs());
      const rendered = await render(image, variants, { ...renderLimits, wallMs });
      const writes = rendered.map((thumbnail) => store(key, object, thumbnail, deadline));
      return { result: 'created', thumbnails: await settleAll(writes) };
    } catch (error) {
      if (!(error instanceof Rejection)) throw error;
      // What was there before was made of an object that is no more.
      await removeThumbnails(key, deadline);
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

  async function store(key: string, { etag }: SourceObject, { variant, ...thumbnail }: Thumbnail, deadline: Deadline) {
    const to = thumbnailKey(key, variant);
    const metadata: Record<(typeof marks)[number], string> = { 'source-etag': etag, settings: digest };
    const { width, height, data: body, contentType } = thumbnail;
    await processed.write(to, { body, contentType, cacheControl, metadata }, deadline.signal);
    return { key: to, width, height, format: variant.format, bytes: body.byteLength };
  }

  async function removeThumbnails(key: string, deadline: Deadline): Promise<void> {
    const possible = variants
      .map((variant) => thumbnailKey(key, variant))
      .filter((it) => Buffer.byteLength(it) <= maxKeyBytes);
    await settleAll(possible.map((thumbnail) => processed.remove(thumbnail, deadline.signal)));
  }
}

function isThumbnail({ metadata }: ObjectHead): boolean {
  return marks.every((mark) => mark in metadata);
}

/** As far as it decides on the thumbnails: the same bytes, with the marks of a thumbnail and without, have one ETag. */
function isTheSame(one: ObjectHead | undefined, other: ObjectHead | undefined): boolean {
  if (!one || !other) return one === other;
  return one.etag === other.etag && isThumbnail(one) === isThumbnail(other);
}

/**
 * The results of all, or the error of one once none is under way any more: Lambda freezes what an invocation leaves running, and
 * a write that goes on in a later one would bring back a thumbnail of a source that is long another.
 */
async function settleAll<Result>(under: Promise<Result>[]): Promise<Result[]> {
  await Promise.allSettled(under);
  return Promise.all(under);
}

function outOfTime(what: string, cause?: unknown): Failure {
  return new Failure(
    'out-of-time',
    `${what}: Lambda would soon end the invocation. Raise timeoutSeconds if this lasts.`,
    {
      cause,
    },
  );
}
