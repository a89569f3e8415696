import {
  AbortMultipartUploadCommand,
  DeleteObjectsCommand,
  ListMultipartUploadsCommand,
  ListObjectVersionsCommand,
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

/** Where a page of a list begins: behind a key, and behind a version or an upload of it. */
interface Position {
  key?: { KeyMarker: string };
  id?: string | undefined;
}

interface Page {
  IsTruncated?: boolean | undefined;
  NextKeyMarker?: string | undefined;
}

/**
 * Lists all versions and markers of the keys with a prefix, in pages of up to 1,000. XML cannot hold every character that a key can,
 * so lists are asked for with encoded keys.
 */
export async function* listVersions(
  s3: S3Client,
  { bucket, prefix }: { bucket: string; prefix: string },
): AsyncGenerator<Version[]> {
  const versionOf = (isMarker: boolean) => (it: { Key?: string | undefined; VersionId?: string | undefined }) => ({
    key: decodeKey(it.Key ?? ''),
    versionId: it.VersionId ?? 'null',
    isMarker,
  });
  const list = ({ key, id }: Position) =>
    s3.send(
      new ListObjectVersionsCommand({
        Bucket: bucket,
        Prefix: prefix,
        EncodingType: 'url',
        ...key,
        ...(id !== undefined && { VersionIdMarker: id }),
      }),
    );
  for await (const { Versions = [], DeleteMarkers = [] } of pagesOf(list, (page) => page.NextVersionIdMarker))
    yield [...Versions.map(versionOf(false)), ...DeleteMarkers.map(versionOf(true))];
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
  const list = ({ key, id }: Position) =>
    s3.send(
      new ListMultipartUploadsCommand({
        Bucket: bucket,
        Prefix: prefix,
        EncodingType: 'url',
        ...key,
        ...(id !== undefined && { UploadIdMarker: id }),
      }),
    );
  for await (const { Uploads = [] } of pagesOf(list, (page) => page.NextUploadIdMarker))
    yield Uploads.map(({ Key = '', UploadId = '' }) => ({ key: decodeKey(Key), uploadId: UploadId }));
}

export async function abortUpload(s3: S3Client, bucket: string, { key, uploadId }: UnfinishedUpload): Promise<void> {
  await s3.send(new AbortMultipartUploadCommand({ Bucket: bucket, Key: key, UploadId: uploadId }));
}

async function* pagesOf<Listed extends Page>(
  list: (from: Position) => Promise<Listed>,
  nextId: (page: Listed) => string | undefined,
): AsyncGenerator<Listed> {
  let from: Position | undefined = {};
  while (from) {
    const page: Listed = await list(from);
    yield page;
    from = page.IsTruncated ? { key: { KeyMarker: decodeKey(page.NextKeyMarker ?? '') }, id: nextId(page) } : undefined;
  }
}
