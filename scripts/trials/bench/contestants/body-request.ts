/** The checksums that an object can have, by their names in S3. Without one, its ETag is its MD5. */
export const bodyChecksums = ['CRC32', 'CRC32C', 'CRC64NVME', 'SHA1', 'SHA256', 'MD5 (ETag)'] as const;

/** An object whose body is read. */
export interface BodyRequest {
  bucket: string;
  key: string;
  /** Presigned. */
  url: string;
  checksum: (typeof bodyChecksums)[number];
}
