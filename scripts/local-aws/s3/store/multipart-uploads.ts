import { createHash, randomBytes } from 'node:crypto';
import { rm } from 'node:fs/promises';
import type { ObjectChecksum } from '../checksums.ts';
import { S3Error } from '../errors.ts';
import type { ObjectBody } from './incoming-file.ts';
import { joinParts, type Part } from './joined-parts.ts';
import type { ObjectInfo } from './object-file.ts';
import type { ObjectStore } from './object-store.ts';
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

interface Upload extends UploadAttributes {
  readonly bucket: string;
  readonly key: string;
  readonly parts: Map<number, Part>;
}

/** Multipart uploads in progress. They are kept in memory only, so a restart forgets them. */
export class MultipartUploads {
  readonly #store: ObjectStore;
  readonly #uploads = new Map<string, Upload>();

  constructor(store: ObjectStore) {
    this.#store = store;
  }

  /** Starts an upload, and returns its id. */
  create(bucket: string, key: string, attributes: UploadAttributes): string {
    const uploadId = randomBytes(32).toString('base64url');
    this.#uploads.set(uploadId, { bucket, key, ...attributes, parts: new Map() });
    return uploadId;
  }

  /**
   * Stores a part, and replaces an earlier one of the same number.
   *
   * @param checksum called once the body is read
   * @throws {S3Error} `NoSuchUpload`; `InvalidRequest` when the part lacks a checksum of the upload's algorithm
   */
  async putPart(
    id: UploadId,
    partNumber: number,
    body: ObjectBody,
    checksum: () => ObjectChecksum | undefined,
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
   * @throws {S3Error} `InvalidPartOrder`, `InvalidPart` or `EntityTooSmall` when S3 would refuse the list; `BadDigest` when
   *   the object's checksum differs from `expectedChecksum`
   */
  async complete(
    id: UploadId,
    listed: readonly ListedPart[],
    options: Pick<PutOptions, 'mayReplace'> & { expectedChecksum: string | undefined },
  ): Promise<ObjectInfo> {
    const upload = this.#find(id);
    const parts = selectParts(upload.parts, listed);
    const joined = joinParts(parts, upload.checksum);
    const etag = createHash('md5').update(Buffer.concat(parts.map(({ md5 }) => md5)));
    this.#uploads.delete(id.uploadId);
    try {
      const info = await this.#store.put(id.bucket, id.key, joined.body, {
        ...options,
        headers: upload.headers,
        metadata: upload.metadata,
        multipartEtag: `${etag.digest('hex')}-${parts.length}`,
        checksum: async () => assertExpected(await joined.checksum(), options.expectedChecksum),
      });
      await removeParts(upload.parts.values());
      return info;
    } catch (error) {
      this.#uploads.set(id.uploadId, upload);
      throw error;
    }
  }

  /** @throws {S3Error} `NoSuchUpload` */
  async abort(id: UploadId): Promise<void> {
    const upload = this.#find(id);
    this.#uploads.delete(id.uploadId);
    await removeParts(upload.parts.values());
  }

  #find({ bucket, key, uploadId }: UploadId): Upload {
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

function assertExpected(
  checksum: ObjectChecksum | undefined,
  expected: string | undefined,
): ObjectChecksum | undefined {
  if (expected === undefined || checksum?.value === expected) return checksum;
  throw new S3Error('BadDigest', `The object's checksum is ${checksum?.value ?? 'unknown'}, not ${expected}.`);
}
