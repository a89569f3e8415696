import { notImplemented, S3Error } from '../errors.ts';

/** Headers of writes that the local S3 accepts only with the value by which nothing changes. */
export const fixed: Readonly<Record<string, string>> = {
  'x-amz-acl': 'bucket-owner-full-control',
  'x-amz-server-side-encryption': 'AES256',
  'x-amz-storage-class': 'STANDARD',
  'x-amz-tagging-directive': 'COPY',
};

export const fixedHeaders = Object.keys(fixed);

/**
 * Asserts that no header requests what the local S3 does not do.
 *
 * @throws {S3Error} when a header sets an ACL, as S3 does for a bucket that enforces its owner (`AccessControlListNotSupported`)
 * @throws {S3Error} when a header is not implemented (`NotImplemented`)
 */
export function assertFixedHeaders(headers: ReadonlyMap<string, string>): void {
  for (const [name, only] of Object.entries(fixed)) {
    const value = headers.get(name);
    if (value === undefined || value === only) continue;
    if (name === 'x-amz-acl') {
      throw new S3Error('AccessControlListNotSupported', 'The bucket does not allow ACLs');
    }
    throw notImplemented(`the header "${name}: ${value}", only "${name}: ${only}"`);
  }
}
