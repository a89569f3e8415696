import type { IncomingMessage } from 'node:http';
import { readCredential } from '../../http/read-credential.ts';
import { S3Error } from '../errors.ts';
import { selectOperation } from '../operations.ts';
import { assertKey } from '../store/object-key.ts';
import { decodeUri } from './decode-uri.ts';
import { parseFormRequest } from './form-request.ts';
import { isPresigned, readPresigned } from './presigned-url.ts';
import { refuseVersion2 } from './refuse-version-2.ts';
import type { S3Request } from './s3-request.ts';

/** The bucket and key that a request names, and its query. */
export interface Address {
  /** Empty when the request names no bucket. */
  readonly bucket: string;
  /** Empty when the request names no object. */
  readonly key: string;
  readonly query: URLSearchParams;
}

/**
 * Parses the address of a request, whose bucket is in the host, such as `bucket.localhost:4580`, or in the path.
 *
 * @throws {S3Error} when the path is not percent-encoded UTF-8 (`InvalidURI`), or the key is too long (`KeyTooLongError`)
 */
export function parseAddress({ url = '', headers: { host = '' } }: IncomingMessage): Address {
  const [, path = '', search = ''] = /^\/?([^?]*)\??(.*)$/s.exec(url) ?? [];
  const query = new URLSearchParams(search);
  const [, hostBucket] = /^(.+)\.localhost(?::\d+)?$/.exec(host) ?? [];
  const [, pathBucket = '', pathKey = ''] = /^([^/]*)\/?(.*)$/s.exec(path) ?? [];
  const key = decodeUri(hostBucket === undefined ? pathKey : path);
  assertKey(key);
  return { bucket: hostBucket ?? decodeUri(pathBucket), key, query };
}

/**
 * Parses a request.
 *
 * @throws {S3Error} when it is not implemented (`NotImplemented`), or its signature or form is refused
 */
export async function parseRequest(
  message: IncomingMessage,
  { bucket, key, query: wholeQuery }: Address,
  sentHeaders: ReadonlyMap<string, string>,
): Promise<S3Request> {
  const { method = '' } = message;
  const target = key ? 'object' : bucket ? 'bucket' : 'service';
  const contentType = sentHeaders.get('content-type') ?? '';
  if (`${method} ${target}` === 'POST bucket' && contentType.startsWith('multipart/form-data')) {
    return parseFormRequest(message, { bucket, query: wholeQuery, contentType });
  }
  const names = [...wholeQuery.keys()].map((name) => name.toLowerCase());
  refuseVersion2(new Set(names), sentHeaders.get('authorization'));
  const { accessKeyId, query, headers } = isPresigned(wholeQuery)
    ? readPresigned(wholeQuery, sentHeaders)
    : { accessKeyId: parseAccessKeyId(sentHeaders.get('authorization')), query: wholeQuery, headers: sentHeaders };
  const operation = selectOperation(method, target, query, headers);
  // By default, a body that is refused halfway would close the connection before the client reads the response.
  const body = message.iterator({ destroyOnReturn: false });
  return { operation, accessKeyId, bucket, key, query, headers, body };
}

/** Returns the headers of a request by lower-case name. */
export function headerMap(message: IncomingMessage): Map<string, string> {
  const headers = new Map<string, string>();
  for (const [name, value] of Object.entries(message.headers)) {
    if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(', ') : value);
  }
  return headers;
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
