import type { S3Client } from '@aws-sdk/client-s3';
import type { Settings } from '../../../functions/thumbnail/settings.ts';
import { forEachConcurrently } from '../for-each-concurrently.ts';
import { processedPrefixes, sourceOf } from '../verify/key-templates.ts';
import {
  abortUpload,
  deleteVersions,
  listUploads,
  listVersions,
  type Refusal,
  type UnfinishedUpload,
  type Version,
} from './versions.ts';

/** The numbers of things that are under a prefix, or were deleted there. */
export interface Erased {
  sourceVersions: number;
  sourceMarkers: number;
  unfinishedUploads: number;
  /** Versions and markers of thumbnails and results. */
  processed: number;
}

export interface EraseOptions {
  s3: S3Client;
  settings: Settings;
  /** The beginning of source keys. */
  prefix: string;
  signal: AbortSignal;
  onProgress: (handled: number) => void;
}

/** Counts everything of a prefix in both buckets. */
export async function countErasable(options: EraseOptions): Promise<Erased> {
  return handleAll(options, { versions: async (_, versions) => versions, upload: async () => {} });
}

/**
 * Deletes everything of a prefix in both buckets: the originals first, so that the function makes nothing of them again.
 *
 * @returns what was deleted, and what S3 refused to delete
 */
export async function erase(options: EraseOptions): Promise<{ erased: Erased; refused: Refusal[] }> {
  const { s3 } = options;
  const refused: Refusal[] = [];
  const erased = await handleAll(options, {
    versions: async (bucket, versions) => {
      const refusals = await deleteVersions(s3, bucket, versions);
      refused.push(...refusals);
      const kept = new Set(refusals.map(idOf));
      return versions.filter((version) => !kept.has(idOf(version)));
    },
    upload: (bucket, upload) => abortUpload(s3, bucket, upload),
  });
  return { erased, refused };
}

function idOf({ key, versionId }: { key: string; versionId: string }): string {
  return JSON.stringify([key, versionId]);
}

async function handleAll(
  { s3, settings, prefix, signal, onProgress }: EraseOptions,
  handle: {
    /** Returns those that count. */
    versions: (bucket: string, versions: Version[]) => Promise<Version[]>;
    upload: (bucket: string, upload: UnfinishedUpload) => Promise<void>;
  },
): Promise<Erased> {
  const { sourceBucket, processedBucket } = settings;
  const counts = { sourceVersions: 0, sourceMarkers: 0, unfinishedUploads: 0, processed: 0 };
  const progress = () => onProgress(Object.values(counts).reduce((sum, count) => sum + count, 0));

  for await (const uploads of listUploads(s3, { bucket: sourceBucket, prefix })) {
    await forEachConcurrently(uploads, { max: 8, signal }, (upload) => handle.upload(sourceBucket, upload));
    counts.unfinishedUploads += uploads.length;
    progress();
  }
  for await (const versions of listVersions(s3, { bucket: sourceBucket, prefix })) {
    signal.throwIfAborted();
    const handled = await handle.versions(sourceBucket, versions);
    counts.sourceMarkers += handled.filter(({ isMarker }) => isMarker).length;
    counts.sourceVersions += handled.filter(({ isMarker }) => !isMarker).length;
    progress();
  }
  for (const processedPrefix of processedPrefixes(prefix, settings)) {
    for await (const page of listVersions(s3, { bucket: processedBucket, prefix: processedPrefix })) {
      signal.throwIfAborted();
      const versions = page.filter(({ key }) => sourceOf(key, settings)?.startsWith(prefix));
      counts.processed += (await handle.versions(processedBucket, versions)).length;
      progress();
    }
  }
  return counts;
}
