import type { IncomingMessage } from 'node:http';
import { readCredential } from '../../http/read-credential.ts';
import { S3Error } from '../errors.ts';
import { assertKey } from '../store/object-key.ts';
import { type Operation, selectOperation } from './routes.ts';

/** A parsed request, not yet authorized. */
export interface S3Request {
  readonly operation: Operation;
  readonly accessKeyId: string;
  /** Empty when the operation is not on a bucket. */
  readonly bucket: string;
  /** Empty when the operation is not on an object. */
  readonly key: string;
  readonly query: URLSearchParams;
  readonly headers: ReadonlyMap<string, string>;
  /** The body as sent, neither decoded nor verified. */
  readonly body: AsyncIterable<Buffer>;
}

/**
 * Parses a request.
 *
 * @throws {S3Error} `NotImplemented`, `AccessDenied`, `AuthorizationHeaderMalformed`, `InvalidURI` or `KeyTooLongError`
 */
export function parseRequest(message: IncomingMessage): S3Request {
  const [, path = '', search = ''] = /^\/?([^?]*)\??(.*)$/s.exec(message.url ?? '') ?? [];
  const { bucket, key } = readAddress(message.headers.host, path);
  assertKey(key);
  const query = new URLSearchParams(search);
  const headers = headerMap(message);
  const target = key ? 'object' : bucket ? 'bucket' : 'service';
  const operation = selectOperation(message.method ?? '', target, query, headers);
  const accessKeyId = parseAccessKeyId(headers.get('authorization'));
  // By default, a body that is refused halfway would close the connection before the client reads the response.
  const body = message.iterator({ destroyOnReturn: false });
  return { operation, accessKeyId, bucket, key, query, headers, body };
}

/** Reads the bucket from the host, such as `bucket.localhost:4580`, or else from the path. */
function readAddress(host = '', path: string): { bucket: string; key: string } {
  const [, hostBucket] = /^(.+)\.localhost(?::\d+)?$/.exec(host) ?? [];
  if (hostBucket !== undefined) return { bucket: hostBucket, key: decodeUri(path) };
  const [, bucket = '', key = ''] = /^([^/]*)\/?(.*)$/s.exec(path) ?? [];
  return { bucket: decodeUri(bucket), key: decodeUri(key) };
}

function headerMap(message: IncomingMessage): Map<string, string> {
  const headers = new Map<string, string>();
  for (const [name, value] of Object.entries(message.headers)) {
    if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(', ') : value);
  }
  return headers;
}

/**
 * Decodes a part of a URI.
 *
 * @throws {S3Error} `InvalidURI` when it is not percent-encoded UTF-8
 */
export function decodeUri(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new S3Error('InvalidURI', `Could not parse the specified URI: ${text} is not percent-encoded UTF-8.`);
  }
}

function parseAccessKeyId(authorization: string | undefined): string {
  if (authorization === undefined) throw new S3Error('AccessDenied', 'Access Denied: the request is not signed.');
  const credential = readCredential(authorization);
  if (credential) return credential.accessKeyId;
  throw new S3Error(
    'AuthorizationHeaderMalformed',
    'The authorization header is malformed; expected "AWS4-HMAC-SHA256 Credential=<access key id>/<date>/<region>/<service>/aws4_request, ...".',
  );
}
