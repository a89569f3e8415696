import {
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  NoSuchKey,
  NotFound,
  PutObjectCommand,
  S3Client,
  S3ServiceException,
} from '@aws-sdk/client-s3';
import { Failure, messageOf } from './errors.ts';

/** An object that was found, and whose body has not been read yet. Ends with one call of `bytes` or `discard`. */
export interface SourceObject {
  etag: string;
  /** Bytes. */
  size: number;
  bytes(): Promise<Uint8Array>;
  /** Hangs up without reading the body. */
  discard(): void;
}

export interface NewObject {
  body: Uint8Array;
  contentType: string;
  cacheControl: string;
  metadata: Record<string, string>;
}

/** The objects of one bucket. Every method throws a Failure when the store does not do as asked. */
export interface ObjectStore {
  /** The object, or undefined when there is none. */
  read(key: string): Promise<SourceObject | undefined>;
  /** The ETag that the object has now, or undefined when there is none. */
  currentEtag(key: string): Promise<string | undefined>;
  write(key: string, object: NewObject): Promise<void>;
  /** Removes the object; when there is none, that is fine. */
  remove(key: string): Promise<void>;
}

/** A client with the credentials and the region that Lambda gives to the function. */
export function createS3Client(): S3Client {
  return new S3Client({});
}

/**
 * The objects of an S3 bucket. Needs s3:GetObject, and s3:ListBucket so that a missing key is answered with 404: without it
 * S3 says 403, and a removal could not be told from a denial. https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html
 */
export function s3ObjectStore(client: S3Client, bucket: string): ObjectStore {
  const attempt = <Output>(action: string, key: string, call: () => Promise<Output>) =>
    call().catch((error: unknown) => {
      throw asFailure(error, `${action} on s3://${bucket}/${key}`);
    });

  return {
    async read(key) {
      const command = new GetObjectCommand({ Bucket: bucket, Key: key });
      const found = await attempt('s3:GetObject', key, () => unlessMissing(client.send(command)));
      if (!found) return undefined;
      const { Body: body, ETag: etag, ContentLength: size } = found;
      if (!body || !etag || size === undefined) {
        throw new Failure('storage-unavailable', 'S3 answered GetObject without a body, an ETag or a length.');
      }
      return {
        etag: unquoted(etag),
        size,
        bytes: () => attempt('s3:GetObject', key, () => body.transformToByteArray()),
        discard: () => void ('destroy' in body && body.destroy()),
      };
    },

    async currentEtag(key) {
      const command = new HeadObjectCommand({ Bucket: bucket, Key: key });
      const found = await attempt('s3:GetObject', key, () => unlessMissing(client.send(command)));
      return found?.ETag === undefined ? undefined : unquoted(found.ETag);
    },

    async write(key, { body, contentType, cacheControl, metadata }) {
      const command = new PutObjectCommand({
        Bucket: bucket,
        Key: key,
        Body: body,
        ContentType: contentType,
        CacheControl: cacheControl,
        Metadata: metadata,
      });
      await attempt('s3:PutObject', key, () => client.send(command));
    },

    async remove(key) {
      const command = new DeleteObjectCommand({ Bucket: bucket, Key: key });
      await attempt('s3:DeleteObject', key, () => client.send(command));
    },
  };
}

async function unlessMissing<Output>(answer: Promise<Output>): Promise<Output | undefined> {
  try {
    return await answer;
  } catch (error) {
    // GetObject names the missing key; HeadObject has no body to name it in, and says NotFound.
    if (error instanceof NoSuchKey || error instanceof NotFound) return undefined;
    throw error;
  }
}

function asFailure(error: unknown, operation: string): Failure {
  const denied = error instanceof S3ServiceException && error.$metadata.httpStatusCode === 403;
  const name = error instanceof Error ? error.name : 'Error';
  return denied
    ? new Failure('access-denied', `${operation} was denied. Allow it in the function's role: ${messageOf(error)}`, {
        cause: error,
      })
    : new Failure('storage-unavailable', `${operation} failed with ${name}: ${messageOf(error)}`, { cause: error });
}

/** HTTP quotes ETags; S3's own tools and metadata show them bare. */
function unquoted(etag: string): string {
  return etag.replaceAll('"', '');
}
