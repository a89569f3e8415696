import { noSuchKey, notImplemented, S3Error } from '../errors.ts';

type Headers = ReadonlyMap<string, string>;

/**
 * Whether a read is answered with status 304. `etag` is without quotes.
 *
 * @throws {S3Error} `PreconditionFailed` when `If-Match` does not match
 */
export function isNotModified(headers: Headers, etag: string): boolean {
  const ifMatch = headers.get('if-match');
  if (ifMatch !== undefined && !matches(ifMatch, etag)) throw preconditionFailed('If-Match');
  const ifNoneMatch = headers.get('if-none-match');
  return ifNoneMatch !== undefined && matches(ifNoneMatch, etag);
}

/**
 * Asserts that a write may replace the object with the ETag `current`, or create one when it is undefined.
 *
 * @throws {S3Error} `PreconditionFailed` when a condition does not match; `NoSuchKey` for `If-Match` on a missing object
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

function preconditionFailed(condition: string): S3Error {
  return new S3Error('PreconditionFailed', 'At least one of the pre-conditions you specified did not hold', {
    Condition: condition,
  });
}
