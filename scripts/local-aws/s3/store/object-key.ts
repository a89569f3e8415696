import { S3Error } from '../errors.ts';

const maxKeyBytes = 1024;

/**
 * Asserts that S3 allows a key.
 *
 * @throws {S3Error} when the key exceeds 1,024 bytes of UTF-8 (`KeyTooLongError`)
 */
export function assertKey(key: string): void {
  const size = Buffer.byteLength(key);
  if (size > maxKeyBytes) {
    throw new S3Error('KeyTooLongError', 'Your key is too long', { Size: size, MaxSizeAllowed: maxKeyBytes });
  }
}
