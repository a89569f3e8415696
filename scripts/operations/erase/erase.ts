import type { S3Client } from '@aws-sdk/client-s3';
import type { Settings } from '../../../functions/thumbnail/settings.ts';
import { forEachConcurrently } from '../for-each-concurrently.ts';
import { processedPrefixes, sourceOf } from '../verify/key-templates.ts';
import { type Counts, type Erasure, noCounts } from './erasure.ts';
import {
  abortUpload,
  deleteVersions,
  listUploads,
  listVersions,
  type UnfinishedUpload,
  type Version,
} from './versions.ts';

export interface EraseOptions {
  s3: S3Client;
  settings: Settings;
  /** The beginning of source keys. */
  prefix: string;
  signal: AbortSignal;
  onProgress: (handled: number) => void;
}

/** Counts everything under a prefix in both buckets. */
export async function countErasable(options: EraseOptions): Promise<Counts> {
  const counts = noCounts();
  await handleAll(options, counts, { versions: async (_, versions) => versions, upload: async () => {} });
  return counts;
}

/**
 * Deletes everything under a prefix in both buckets. It deletes the originals first, so that the function makes no new thumbnails of
 * them. It adds each page of deletions to the counts of the erasure, and replaces the refusals with those of this pass.
 */
export async function erase(options: EraseOptions, erasure: Erasure): Promise<void> {
  const { s3 } = options;
  erasure.refused = [];
  await handleAll(options, erasure.erased, {
    versions: async (bucket, versions) => {
      const refusals = await deleteVersions(s3, bucket, versions);
      erasure.refused.push(...refusals);
      const kept = new Set(refusals.map(idOf));
      return versions.filter((version) => !kept.has(idOf(version)));
    },
    upload: (bucket, upload) => abortUpload(s3, bucket, upload),
  });
}

function idOf({ key, versionId }: { key: string; versionId: string }): string {
  return JSON.stringify([key, versionId]);
}

async function handleAll(
  { s3, settings, prefix, signal, onProgress }: EraseOptions,
  counts: Counts,
  handle: {
    /** Returns the versions to count. */
    versions: (bucket: string, versions: Version[]) => Promise<Version[]>;
    upload: (bucket: string, upload: UnfinishedUpload) => Promise<void>;
  },
): Promise<void> {
  const { sourceBucket, processedBucket } = settings;
  const progress = () => onProgress(Object.values(counts).reduce((sum, count) => sum + count, 0));

  for await (const uploads of listUploads(s3, { bucket: sourceBucket, prefix })) {
    await forEachConcurrently(uploads, { max: 8, signal }, async (upload) => {
      await handle.upload(sourceBucket, upload);
      counts.unfinishedUploads += 1;
    });
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
}
