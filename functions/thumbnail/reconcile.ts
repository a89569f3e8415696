import type { Outcome } from './contract/outcome.ts';
import { type Variant, variantsOf } from './contract/variant.ts';
import type { Deadline } from './deadline.ts';
import { decodeContent } from './decode-content.ts';
import { Failure, Rejection } from './errors.ts';
import type { ObjectHead, ObjectStore, SourceObject } from './object-store.ts';
import { isThumbnail, processedBucket } from './processed-bucket.ts';
import type { Rendered, RenderLimits, Source } from './rendering/types.ts';
import type { Settings } from './settings.ts';
import { sourceProblem } from './source-problem.ts';

/** The parts of the world that `reconcile` needs. */
export interface Ports {
  source: ObjectStore;
  processed: ObjectStore;
  /** May overwrite the image. */
  render: (image: Uint8Array, variants: readonly Variant[], limits: RenderLimits, source: Source) => Promise<Rendered>;
}

type WithoutRecord<Any> = Any extends unknown ? Omit<Any, 'bucket' | 'key' | 'ms'> : never;

/** How the thumbnails of a key were made to agree with its source. */
export type Reconciled = WithoutRecord<Exclude<Outcome, { result: 'failed' }>>;

/** After so many rounds, a key that keeps being overwritten is left to Lambda's next attempt, a minute later. */
export const maxRounds = 5;

/** Reading, writing and checking again take this long: with less time left, a round could not be completed. */
const minRoundMs = 1000;

/**
 * Makes the thumbnails of a source key agree with the object that is there now. If there is one, they are rendered and written; if
 * there is none, or it cannot be rendered, they are removed. Afterwards the source is checked again, and if it has changed, everything
 * starts over: of two overlapping invocations, the one that wrote last has then seen the newest source.
 *
 * @throws {Failure} when something outside the image fails, the source changes in every round, or there is no time for another one
 */
export function reconcile({ source, render, ...ports }: Ports, settings: Settings) {
  const { variants, formats, placeholder, maxSourceBytes, renderLimits, mirrorDeletes } = settings;
  const processed = processedBucket(ports.processed, settings);
  // While it is decompressed, the content is there up to three times.
  const maxDecodedBytes = Math.min(maxSourceBytes, Math.floor(renderLimits.memoryBytes / 4));

  return async function reconcileKey(key: string, deadline: Deadline): Promise<Reconciled> {
    for (let round = 1; round <= maxRounds; round += 1) {
      if (deadline.leftMs() < minRoundMs) throw outOfTime(round);
      const object = await source.read(key, deadline.signal);
      const reconciled = await syncThumbnails(key, object, deadline);
      if (isSame(object, await source.head(key, deadline.signal))) return reconciled;
    }
    throw new Failure('source-keeps-changing', `The source changed in each of ${maxRounds} rounds.`);
  };

  async function syncThumbnails(
    key: string,
    object: SourceObject | undefined,
    deadline: Deadline,
  ): Promise<Reconciled> {
    if (!object && !mirrorDeletes) {
      return { result: 'skipped', reason: 'The original is gone, and mirrorDeletes: false keeps its thumbnails.' };
    }
    if (!object) {
      await processed.remove(key, deadline.signal);
      return { result: 'removed' };
    }
    const reason = reasonToSkip(key, object, variants);
    if (reason) {
      object.discard();
      await processed.remove(key, deadline.signal);
      return { result: 'skipped', reason };
    }
    return replaceThumbnails(key, object, deadline);
  }

  async function replaceThumbnails(key: string, object: SourceObject, deadline: Deadline): Promise<Reconciled> {
    try {
      const image = decodeContent(await bytesOf(key, object), object.contentEncoding, maxDecodedBytes);
      const wallMs = Math.min(renderLimits.wallMs, deadline.leftMs());
      const facts = { key, formats, wantsPlaceholder: placeholder };
      const rendered = await render(image, variantsOf(key, variants), { ...renderLimits, wallMs }, facts);
      const thumbnails = await processed.publish(key, object, rendered, deadline.signal);
      return { result: 'created', thumbnails, ...(rendered.placeholder && { placeholder: rendered.placeholder }) };
    } catch (error) {
      if (!(error instanceof Rejection)) throw error;
      await processed.reject(key, object, error.code, deadline.signal);
      return { result: 'rejected', code: error.code, reason: reasonOf(error, object) };
    }
  }

  async function bytesOf(key: string, object: SourceObject): Promise<Uint8Array> {
    const problem = object.problem ?? sourceProblem({ size: object.size, keys: processed.keys(key) }, maxSourceBytes);
    if (!problem) return object.bytes();
    object.discard();
    throw problem;
  }
}

/** Names the header that explains why an image is not recognized, where there is one. */
function reasonOf({ code, message }: Rejection, { contentEncoding }: SourceObject): string {
  if (code !== 'unsupported-format' || contentEncoding === undefined) return message;
  return `${message} Its Content-Encoding is ${JSON.stringify(contentEncoding)}.`;
}

/** Returns why an object is to have no thumbnails although nothing is wrong with it; undefined when it is to have some. */
function reasonToSkip(key: string, object: SourceObject, variants: readonly Variant[]): string | undefined {
  if (isThumbnail(object)) return 'The object is a thumbnail itself, by its metadata.';
  if (variantsOf(key, variants).length === 0) return 'The key begins with the keyPrefix of no variant.';
  const isMarker = key.endsWith('/') && object.size === 0 && !object.problem;
  return isMarker ? 'The key ends with a slash, and the object is empty: it marks a directory.' : undefined;
}

/** Whether both lead to the same thumbnails. The ETag alone is not enough: it ignores the marks of a thumbnail. */
function isSame(one: ObjectHead | undefined, other: ObjectHead | undefined): boolean {
  if (!one || !other) return one === other;
  return one.etag === other.etag && isThumbnail(one) === isThumbnail(other);
}

function outOfTime(round: number): Failure {
  const reason = `Round ${round} cannot begin, because Lambda is about to end the invocation.`;
  return new Failure('out-of-time', `${reason} If this persists, raise timeoutSeconds.`);
}
