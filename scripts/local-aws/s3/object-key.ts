import { S3Error } from './errors.ts';

const maxKeyBytes = 1024;

/** Throws `KeyTooLongError` when a key exceeds 1,024 bytes of UTF-8; S3 allows every shorter one. */
export function assertKey(key: string): void {
  const size = Buffer.byteLength(key);
  if (size > maxKeyBytes) {
    throw new S3Error('KeyTooLongError', 'Your key is too long', { Size: size, MaxSizeAllowed: maxKeyBytes });
  }
}
