import { createHash, randomBytes } from 'node:crypto';
import { rm } from 'node:fs/promises';
import type { ObjectChecksum } from '../checksums.ts';
import { S3Error } from '../errors.ts';
import type { BucketStore } from './bucket-store.ts';
import { assertExpected, assertExpectedChecksum, type Expected } from './expected-object.ts';
import type { ObjectBody } from './incoming-file.ts';
import { joinParts, type Part } from './joined-parts.ts';
import { compareKeys } from './listing.ts';
import type { ObjectInfo } from './object-file.ts';
import type { PutOptions } from './put-options.ts';
import { type ListedPart, selectParts } from './select-parts.ts';

/** The attributes of the future object, from the request that created the upload. */
export interface UploadAttributes {
  readonly headers: Readonly<Record<string, string>>;
  readonly metadata: Readonly<Record<string, string>>;
  readonly checksum: Omit<ObjectChecksum, 'value'> | undefined;
}

export interface UploadId {
  readonly bucket: string;
  readonly key: string;
  readonly uploadId: string;
}

/** A multipart upload in progress. */
export interface Upload extends UploadAttributes, UploadId {
  /** ISO 8601. */
  readonly initiated: string;
  /** By part number. */
  readonly parts: ReadonlyMap<number, Part>;
}

interface MutableUpload extends Upload {
  readonly parts: Map<number, Part>;
}

/** Multipart uploads in progress. They are kept in memory only, so a restart forgets them. */
export class MultipartUploads {
  readonly #store: BucketStore;
  readonly #uploads = new Map<string, MutableUpload>();

  constructor(store: BucketStore) {
    this.#store = store;
  }

  /** Returns the uploads to a bucket, sorted by key and id. */
  list(bucket: string): Upload[] {
    return [...this.#uploads.values()]
      .filter((upload) => upload.bucket === bucket)
      .sort((a, b) => compareKeys(a.key, b.key) || compareKeys(a.uploadId, b.uploadId));
  }

  /** @throws {S3Error} when there is no such upload (`NoSuchUpload`) */
  get(id: UploadId): Upload {
    return this.#find(id);
  }

  /** Starts an upload, and returns its id. */
  create(bucket: string, key: string, attributes: UploadAttributes): string {
    const uploadId = randomBytes(32).toString('base64url');
    const initiated = new Date().toISOString();
    this.#uploads.set(uploadId, { bucket, key, uploadId, ...attributes, initiated, parts: new Map() });
    return uploadId;
  }

  /**
   * Stores a part, and replaces an earlier one of the same number.
   *
   * @param checksum called once the body is read
   * @throws {S3Error} when there is no such upload (`NoSuchUpload`)
   * @throws {S3Error} when the part lacks a checksum of the upload's algorithm (`InvalidRequest`)
   */
  async putPart(
    id: UploadId,
    partNumber: number,
    body: ObjectBody,
    checksum: NonNullable<PutOptions['checksum']>,
  ): Promise<Part> {
    this.#find(id);
    const part = await this.#store.receivePart(id.bucket, body, checksum);
    try {
      const upload = this.#find(id);
      assertSameAlgorithm(upload, part);
      const replaced = upload.parts.get(partNumber);
      upload.parts.set(partNumber, part);
      if (replaced) await removeParts([replaced]);
      return part;
    } catch (error) {
      await removeParts([part]);
      throw error;
    }
  }

  /**
   * Makes the listed parts one object. After an error the upload can still be completed.
   *
   * @throws {S3Error} when S3 would refuse the list (`InvalidPartOrder`, `InvalidPart` or `EntityTooSmall`)
   * @throws {S3Error} when the object has another checksum than expected (`BadDigest`), or another size or type of checksum
   *   (`InvalidRequest`)
   */
  async complete(
    id: UploadId,
    listed: readonly ListedPart[],
    options: Pick<PutOptions, 'mayReplace'> & Expected,
  ): Promise<ObjectInfo> {
    const upload = this.#find(id);
    const parts = selectParts(upload.parts, listed);
    assertExpected(options, upload.checksum?.type, parts);
    const { algorithm, value } = options.checksum ?? {};
    const joined = joinParts(parts, upload.checksum ?? (algorithm && { algorithm, type: 'FULL_OBJECT' }));
    const etag = createHash('md5').update(Buffer.concat(parts.map(({ md5 }) => md5)));
    this.#uploads.delete(id.uploadId);
    try {
      const info = await this.#store.put(id.bucket, id.key, joined.body, {
        ...(options.mayReplace && { mayReplace: options.mayReplace }),
        headers: upload.headers,
        metadata: upload.metadata,
        multipart: { etag: `${etag.digest('hex')}-${parts.length}`, partSizes: parts.map(({ size }) => size) },
        eventName: 'ObjectCreated:CompleteMultipartUpload',
        checksum: async () => assertExpectedChecksum(await joined.checksum(), value),
      });
      await removeParts(upload.parts.values());
      return info;
    } catch (error) {
      this.#uploads.set(id.uploadId, upload);
      throw error;
    }
  }

  /** @throws {S3Error} when there is no such upload (`NoSuchUpload`) */
  async abort(id: UploadId): Promise<void> {
    const upload = this.#find(id);
    this.#uploads.delete(id.uploadId);
    await removeParts(upload.parts.values());
  }

  #find({ bucket, key, uploadId }: UploadId): MutableUpload {
    const upload = this.#uploads.get(uploadId);
    if (upload?.bucket === bucket && upload.key === key) return upload;
    throw new S3Error('NoSuchUpload', 'The specified upload does not exist. It may have been aborted or completed.', {
      UploadId: uploadId,
    });
  }
}

async function removeParts(parts: Iterable<Part>): Promise<void> {
  for (const { path } of parts) await rm(path, { force: true });
}

/** The checksum of the object is computed from checksums of the parts, which must be of the same algorithm. */
function assertSameAlgorithm({ checksum }: Upload, part: Part): void {
  if (!checksum || checksum.algorithm === part.checksum?.algorithm) return;
  throw new S3Error(
    'InvalidRequest',
    `The upload was created with ${checksum.algorithm} checksums, but the part has ${part.checksum?.algorithm ?? 'none'}.`,
  );
}
