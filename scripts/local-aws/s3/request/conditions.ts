import { noSuchKey, notImplemented, S3Error } from '../errors.ts';

type Headers = ReadonlyMap<string, string>;

/** The attributes of an object that conditions refer to. */
interface Validators {
  /** Without quotes. */
  readonly etag: string;
  /** ISO 8601. */
  readonly lastModified: string;
}

/**
 * Whether the conditions of a read say that the client has the object already, as RFC 9110, section 13.2.2, defines.
 *
 * @param prefix of the headers' names, such as `x-amz-copy-source-`
 * @throws {S3Error} when `If-Match` or `If-Unmodified-Since` does not hold (`PreconditionFailed`)
 */
export function isNotModified(headers: Headers, { etag, lastModified }: Validators, prefix = ''): boolean {
  const seconds = Math.floor(Date.parse(lastModified) / 1000);
  const ifMatch = headers.get(`${prefix}if-match`);
  if (ifMatch !== undefined && !matches(ifMatch, etag)) throw preconditionFailed('If-Match');
  const ifUnmodifiedSince = secondsOf(headers.get(`${prefix}if-unmodified-since`));
  if (ifMatch === undefined && ifUnmodifiedSince < seconds) throw preconditionFailed('If-Unmodified-Since');

  const ifNoneMatch = headers.get(`${prefix}if-none-match`);
  if (ifNoneMatch !== undefined) return matches(ifNoneMatch, etag);
  return secondsOf(headers.get(`${prefix}if-modified-since`)) >= seconds;
}

/** Returns NaN, which compares as false, for a missing or malformed date: such a condition is ignored. */
function secondsOf(httpDate = ''): number {
  return Date.parse(httpDate) / 1000;
}

/**
 * Asserts that a write may replace the object with the ETag `current`, or create one when it is undefined.
 *
 * @throws {S3Error} when a condition does not match (`PreconditionFailed`), or `If-Match` names a missing object (`NoSuchKey`)
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html
 */
export function assertMayWrite(headers: Headers, key: string, current: string | undefined): void {
  const ifNoneMatch = headers.get('if-none-match');
  if (ifNoneMatch !== undefined && ifNoneMatch !== '*') throw notImplemented('If-None-Match other than "*" on a write');
  if (ifNoneMatch !== undefined && current !== undefined) throw preconditionFailed('If-None-Match');

  const ifMatch = headers.get('if-match');
  if (ifMatch === undefined) return;
  if (current === undefined) throw noSuchKey(key);
  if (!matches(ifMatch, current)) throw preconditionFailed('If-Match');
}

function matches(header: string, etag: string): boolean {
  return header.split(',').some((tag) => [etag, `"${etag}"`, '*'].includes(tag.trim()));
}

/** Returns the error of a condition that does not hold. */
export function preconditionFailed(condition: string): S3Error {
  return new S3Error('PreconditionFailed', 'At least one of the pre-conditions you specified did not hold', {
    Condition: condition,
  });
}
