import type { ObjectChecksum } from '../checksums.ts';
import { S3Error } from '../errors.ts';
import type { Part } from './joined-parts.ts';

/** The client's expectations of the whole object. */
export interface Expected {
  readonly checksum: Pick<ObjectChecksum, 'algorithm' | 'value'> | undefined;
  readonly checksumType: string | undefined;
  /** Bytes. */
  readonly size: number | undefined;
}

/**
 * Asserts that an upload has the expected size and type of checksum.
 *
 * @throws {S3Error} when the size or the type of the checksum is another (`InvalidRequest`)
 */
export function assertExpected(
  { checksumType, size }: Expected,
  actualType: ObjectChecksum['type'] = 'FULL_OBJECT',
  parts: readonly Part[],
): void {
  if (checksumType !== undefined && checksumType !== actualType) {
    throw new S3Error('InvalidRequest', `The upload has the checksum type ${actualType}, not ${checksumType}.`);
  }
  const actualSize = parts.reduce((sum, part) => sum + part.size, 0);
  if (size !== undefined && size !== actualSize) {
    throw new S3Error('InvalidRequest', `The parts have ${actualSize} bytes, but x-amz-mp-object-size is ${size}.`);
  }
}

/**
 * Asserts that an object has the expected checksum, if one is expected.
 *
 * @throws {S3Error} when the checksum is another (`BadDigest`)
 */
export function assertExpectedChecksum(
  checksum: ObjectChecksum | undefined,
  expected: string | undefined,
): ObjectChecksum | undefined {
  if (expected === undefined || checksum?.value === expected) return checksum;
  throw new S3Error('BadDigest', `The object's checksum is ${checksum?.value ?? 'unknown'}, not ${expected}.`);
}
