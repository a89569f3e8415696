import { Readable } from 'node:stream';
import {
  DeleteObjectCommand,
  GetObjectCommand,
  type GetObjectCommandOutput,
  HeadObjectCommand,
  NoSuchKey,
  NotFound,
  PutObjectCommand,
  type S3Client,
  S3ServiceException,
} from '@aws-sdk/client-s3';
import { Failure, messageOf, Rejection } from './errors.ts';
import { type LogKeys, plainKeys } from './log-keys/log-keys.ts';
import { bodyChecksum } from './s3/body-checksum.ts';
import { receiveBody } from './s3/receive-body.ts';
import { storageFailure } from './s3/storage-failure.ts';
import { undecryptable } from './s3/undecryptable.ts';

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
  /** The Content-Encoding header that it was uploaded with. */
  contentEncoding: string | undefined;
  /** Why its body can never be read; undefined when it can. */
  problem: Rejection | undefined;
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
 * The objects of an S3 bucket. It needs s3:GetObject, and s3:ListBucket so that S3 answers 404 for a missing key: otherwise it
 * answers 403, and a removal looks like a denial. https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html
 *
 * @param keys how the messages of its failures name keys
 */
export function s3ObjectStore(client: S3Client, bucket: string, keys: LogKeys = plainKeys): ObjectStore {
  const attempt = async <Output>(action: string, key: string, signal: AbortSignal, call: () => Promise<Output>) => {
    try {
      return await call();
    } catch (error) {
      const message = keys.rename(messageOf(error), { bucket, key });
      throw storageFailure(error, message, `${action} on s3://${bucket}/${keys.nameOf(key)}`, signal);
    }
  };

  const head: ObjectStore['head'] = async (key, signal) => {
    const command = new HeadObjectCommand({ Bucket: bucket, Key: key });
    const found = await attempt('s3:GetObject', key, signal, async () => {
      try {
        return await unlessMissing(client.send(command, { abortSignal: signal }));
      } catch (error) {
        if (isBadRequest(error)) return withheld;
        throw error;
      }
    });
    return found?.ETag === undefined ? undefined : { etag: unquote(found.ETag), metadata: found.Metadata ?? {} };
  };

  return {
    async read(key, signal) {
      const command = new GetObjectCommand({ Bucket: bucket, Key: key });
      const found = await attempt('s3:GetObject', key, signal, async () => {
        try {
          return await unlessMissing(client.send(command, { abortSignal: signal }));
        } catch (error) {
          const problem = undecryptable(error);
          if (problem) return problem;
          throw error;
        }
      });
      if (found instanceof Rejection) return unreadable(await head(key, signal), found);
      return found && sourceObject(found, (read) => attempt('s3:GetObject', key, signal, read), signal);
    },

    head,

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

/** S3 does not even tell the ETag of an object that is encrypted with a customer's own key. */
const withheld = { ETag: 'withheld', Metadata: {} };

/** The answer to HeadObject has no body, so no code that would say what is wrong with the request. */
function isBadRequest(error: unknown): boolean {
  return error instanceof S3ServiceException && error.$metadata.httpStatusCode === 400;
}

/** The object whose body S3 cannot decrypt; undefined when it was removed meanwhile. */
function unreadable(head: ObjectHead | undefined, problem: Rejection): SourceObject | undefined {
  return (
    head && {
      ...head,
      size: 0,
      contentEncoding: undefined,
      problem,
      bytes: () => Promise.reject(problem),
      discard() {},
    }
  );
}

function sourceObject(
  answer: GetObjectCommandOutput,
  attempt: (read: () => Promise<Uint8Array>) => Promise<Uint8Array>,
  signal: AbortSignal,
): SourceObject {
  const { Body: body, ETag: etag, ContentLength: size, Metadata: metadata = {}, ContentEncoding } = answer;
  if (!(body instanceof Readable) || !etag || size === undefined) {
    if (body instanceof Readable) body.destroy();
    throw new Failure('storage-unavailable', 'S3 answered GetObject without a body, an ETag or a length.');
  }
  return {
    etag: unquote(etag),
    size,
    metadata,
    contentEncoding: ContentEncoding,
    problem: undefined,
    bytes: () => attempt(async () => receiveBody(body, size, await bodyChecksum(answer), signal)),
    discard: () => void body.destroy(),
  };
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

/** HTTP quotes ETags; S3's own tools and metadata show them without quotes. */
function unquote(etag: string): string {
  return etag.replaceAll('"', '');
}
