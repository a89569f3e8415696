import {
  AbortMultipartUploadCommand,
  DeleteObjectsCommand,
  ListMultipartUploadsCommand,
  type ListMultipartUploadsCommandOutput,
  ListObjectVersionsCommand,
  type ListObjectVersionsCommandOutput,
  type S3Client,
} from '@aws-sdk/client-s3';
import { decodeKey } from '../../../functions/thumbnail/decode-key.ts';

/** A version of an object, or a marker that hides the earlier ones. */
export interface Version {
  key: string;
  /** `null` in a bucket without versioning. */
  versionId: string;
  isMarker: boolean;
}

/** A multipart upload that was begun, and not finished: its parts are stored. */
export interface UnfinishedUpload {
  key: string;
  uploadId: string;
}

/** A version that S3 did not delete, and why. */
export interface Refusal {
  key: string;
  versionId: string;
  reason: string;
}

/**
 * Lists all versions and markers of the keys with a prefix, in pages of up to 1,000. XML cannot hold every character that a key can,
 * so lists are asked for with encoded keys.
 */
export async function* listVersions(
  s3: S3Client,
  { bucket, prefix }: { bucket: string; prefix: string },
): AsyncGenerator<Version[]> {
  let from: { KeyMarker?: string; VersionIdMarker?: string } | undefined = {};
  while (from) {
    const page: ListObjectVersionsCommandOutput = await s3.send(
      new ListObjectVersionsCommand({ Bucket: bucket, Prefix: prefix, EncodingType: 'url', ...from }),
    );
    const versionOf = (isMarker: boolean) => (it: { Key?: string | undefined; VersionId?: string | undefined }) => ({
      key: decodeKey(it.Key ?? ''),
      versionId: it.VersionId ?? 'null',
      isMarker,
    });
    yield [...(page.Versions ?? []).map(versionOf(false)), ...(page.DeleteMarkers ?? []).map(versionOf(true))];
    from = page.IsTruncated
      ? {
          KeyMarker: decodeKey(page.NextKeyMarker ?? ''),
          ...(page.NextVersionIdMarker !== undefined && { VersionIdMarker: page.NextVersionIdMarker }),
        }
      : undefined;
  }
}

/** Deletes up to 1,000 versions, and returns those that S3 refused, such as locked ones. */
export async function deleteVersions(s3: S3Client, bucket: string, versions: readonly Version[]): Promise<Refusal[]> {
  if (versions.length === 0) return [];
  const { Errors = [] } = await s3.send(
    new DeleteObjectsCommand({
      Bucket: bucket,
      Delete: { Quiet: true, Objects: versions.map(({ key, versionId }) => ({ Key: key, VersionId: versionId })) },
    }),
  );
  return Errors.map(({ Key = '', VersionId = 'null', Code = '', Message = '' }) => ({
    key: Key,
    versionId: VersionId,
    reason: `${Code}: ${Message}`,
  }));
}

/** Lists the unfinished uploads of the keys with a prefix, in pages of up to 1,000. */
export async function* listUploads(
  s3: S3Client,
  { bucket, prefix }: { bucket: string; prefix: string },
): AsyncGenerator<UnfinishedUpload[]> {
  let from: { KeyMarker?: string; UploadIdMarker?: string } | undefined = {};
  while (from) {
    const page: ListMultipartUploadsCommandOutput = await s3.send(
      new ListMultipartUploadsCommand({ Bucket: bucket, Prefix: prefix, EncodingType: 'url', ...from }),
    );
    yield (page.Uploads ?? []).map(({ Key = '', UploadId = '' }) => ({ key: decodeKey(Key), uploadId: UploadId }));
    from = page.IsTruncated
      ? { KeyMarker: decodeKey(page.NextKeyMarker ?? ''), UploadIdMarker: page.NextUploadIdMarker ?? '' }
      : undefined;
  }
}

export async function abortUpload(s3: S3Client, bucket: string, { key, uploadId }: UnfinishedUpload): Promise<void> {
  await s3.send(new AbortMultipartUploadCommand({ Bucket: bucket, Key: key, UploadId: uploadId }));
}
