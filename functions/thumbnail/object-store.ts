import { addAbortSignal, Readable } from 'node:stream';
import {
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  InvalidObjectState,
  NoSuchKey,
  NotFound,
  PutObjectCommand,
  S3Client,
  type S3ClientConfig,
  S3ServiceException,
} from '@aws-sdk/client-s3';
import { s3Calls } from './contract.ts';
import { Failure, messageOf } from './errors.ts';

/** Tells an object from its predecessor at the same key. */
export interface ObjectHead {
  etag: string;
  /** The metadata that it was written with. It does not affect the ETag. */
  metadata: Readonly<Record<string, string>>;
}

/** An object whose body has not been read yet. Call `bytes` or `discard` once. */
export interface SourceObject extends ObjectHead {
  /** Bytes. */
  size: number;
  /** @throws {Failure} when the body cannot be read */
  bytes(): Promise<Uint8Array>;
  /** Closes the connection without reading the body. */
  discard(): void;
}

export interface NewObject {
  body: Uint8Array;
  contentType: string;
  cacheControl: string;
  metadata: Record<string, string>;
}

/** The objects of one bucket. Every method throws {Failure} when the store does not do as asked, or the signal aborts first. */
export interface ObjectStore {
  /** Returns the object, or undefined when there is none. */
  read(key: string, signal: AbortSignal): Promise<SourceObject | undefined>;
  /** Returns the object without its body, or undefined when there is none. */
  head(key: string, signal: AbortSignal): Promise<ObjectHead | undefined>;
  write(key: string, object: NewObject, signal: AbortSignal): Promise<void>;
  /** Removes the object, if there is one. */
  remove(key: string, signal: AbortSignal): Promise<void>;
}

/**
 * Creates a client of S3, by default with the region and the credentials that Lambda gives to the function. It retries transient
 * errors (500, 503, a lost connection, no answer), with growing waits of random length in between.
 */
export function createS3Client(place: Pick<S3ClientConfig, 'region' | 'endpoint' | 'credentials'> = {}): S3Client {
  const { maxAttempts, attemptMs } = s3Calls;
  return new S3Client({
    ...place,
    retryMode: 'standard',
    maxAttempts,
    requestHandler: {
      connectionTimeout: attemptMs,
      requestTimeout: attemptMs,
      throwOnRequestTimeout: true,
      // It applies between two pieces of a body.
      socketTimeout: attemptMs,
    },
  });
}

/**
 * The objects of an S3 bucket. It needs s3:GetObject, and s3:ListBucket so that S3 answers 404 for a missing key: otherwise it
 * answers 403, and a removal looks like a denial. https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html
 */
export function s3ObjectStore(client: S3Client, bucket: string): ObjectStore {
  const attempt = async <Output>(action: string, key: string, signal: AbortSignal, call: () => Promise<Output>) => {
    try {
      return await call();
    } catch (error) {
      throw asFailure(error, `${action} on s3://${bucket}/${key}`, signal);
    }
  };

  return {
    async read(key, signal) {
      const command = new GetObjectCommand({ Bucket: bucket, Key: key });
      const send = () => unlessMissing(client.send(command, { abortSignal: signal }));
      const found = await attempt('s3:GetObject', key, signal, send);
      if (!found) return undefined;
      const { Body: body, ETag: etag, ContentLength: size, Metadata: metadata = {} } = found;
      if (!(body instanceof Readable) || !etag || size === undefined) {
        throw new Failure('storage-unavailable', 'S3 answered GetObject without a body, an ETag or a length.');
      }
      return {
        etag: unquote(etag),
        size,
        metadata,
        bytes: () => attempt('s3:GetObject', key, signal, () => readWhole(addAbortSignal(signal, body), size)),
        discard: () => void body.destroy(),
      };
    },

    async head(key, signal) {
      const command = new HeadObjectCommand({ Bucket: bucket, Key: key });
      const send = () => unlessMissing(client.send(command, { abortSignal: signal }));
      const found = await attempt('s3:GetObject', key, signal, send);
      return found?.ETag === undefined ? undefined : { etag: unquote(found.ETag), metadata: found.Metadata ?? {} };
    },

    async write(key, { body, contentType, cacheControl, metadata }, signal) {
      const command = new PutObjectCommand({
        Bucket: bucket,
        Key: key,
        Body: body,
        ContentType: contentType,
        CacheControl: cacheControl,
        Metadata: metadata,
      });
      await attempt('s3:PutObject', key, signal, () => client.send(command, { abortSignal: signal }));
    },

    async remove(key, signal) {
      const command = new DeleteObjectCommand({ Bucket: bucket, Key: key });
      await attempt('s3:DeleteObject', key, signal, () => client.send(command, { abortSignal: signal }));
    },
  };
}

/** Reads into one buffer: collecting the pieces, and then joining them, would take the memory twice. */
async function readWhole(body: Readable, size: number): Promise<Uint8Array> {
  const bytes = Buffer.allocUnsafe(size);
  let received = 0;
  for await (const piece of body) {
    received += piece.copy(bytes, received);
  }
  if (received === size) return bytes;
  throw new Error(`only ${received} of ${size} bytes arrived`);
}

async function unlessMissing<Output>(answer: Promise<Output>): Promise<Output | undefined> {
  try {
    return await answer;
  } catch (error) {
    // HeadObject has no body that could name the missing key, so its error is NotFound.
    if (error instanceof NoSuchKey || error instanceof NotFound) return undefined;
    throw error;
  }
}

function asFailure(error: unknown, operation: string, signal: AbortSignal): Failure {
  const options = { cause: error };
  if (signal.aborted) {
    const reason = `${operation} was abandoned, because Lambda is about to end the invocation.`;
    return new Failure('out-of-time', `${reason} If this persists, raise timeoutSeconds.`, options);
  }
  if (error instanceof InvalidObjectState) {
    const reason = `${operation} failed: the object is archived (${error.StorageClass}). Restore it, then send its event again.`;
    return new Failure('archived-object', reason, options);
  }
  if (error instanceof S3ServiceException && error.$metadata.httpStatusCode === 403) {
    const reason = `${operation} was denied. Allow it in the function's role: ${messageOf(error)}`;
    return new Failure('access-denied', reason, options);
  }
  const name = error instanceof Error ? error.name : 'Error';
  return new Failure('storage-unavailable', `${operation} failed with ${name}: ${messageOf(error)}`, options);
}

/** HTTP quotes ETags; S3's own tools and metadata show them without quotes. */
function unquote(etag: string): string {
  return etag.replaceAll('"', '');
}
